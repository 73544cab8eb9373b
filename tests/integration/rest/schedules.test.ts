import { afterAll, beforeAll, expect, test } from "vitest";
import type { Page, ScheduleView } from "@/lib/views/views";
import { signIn } from "../../support/demo-session";
import { bearer, type Client, expectProblem, type Problem, restClient } from "../../support/rest";
import { startServer, type TestServer } from "../../support/server";

let server: TestServer;
let dana: Client;

beforeAll(async () => {
  server = await startServer();
  dana = restClient(server.url, bearer(server.token));
});

afterAll(() => server?.stop());

const list = async (client = dana) => (await client.get<Page<ScheduleView>>("/api/v1/schedules")).body.data;

async function weekly(): Promise<ScheduleView> {
  const found = (await list()).find(({ workflow }) => workflow === "weekly-report");
  if (!found) throw new Error("The weekly report has no schedule.");
  return found;
}

const set = <T = ScheduleView>(client: Client, id: string, body: unknown) =>
  client.send<T>(`/api/v1/schedules/${id}`, { method: "PATCH", body: JSON.stringify(body) });

const person = async (email: string) =>
  restClient(server.url, {
    Cookie: await signIn(server.url, email),
    Origin: server.url,
    "Content-Type": "application/json",
  });

test("the list says when each starts next, in the shape that is documented", async () => {
  const reply = await dana.get<Page<ScheduleView>>("/api/v1/schedules?limit=1");
  expect(reply.status).toBe(200);
  expect(reply.body.nextCursor).toBeNull();
  expect(await weekly()).toEqual({
    id: expect.stringMatching(/^[0-9a-f-]{36}$/),
    workflow: "weekly-report",
    name: "default",
    cron: "0 9 * * 5",
    timeZone: "Europe/Berlin",
    everyMs: null,
    missed: "skip",
    enabled: true,
    pausedBy: null,
    nextAt: expect.stringMatching(/T0[78]:00:00\.000Z$/),
    lastAt: null,
    lastRunId: null,
    error: null,
  });
});

test("an author pauses and resumes; a reviewer may look, and is told that it is not for them", async () => {
  const [ana, ben] = [await person("ana@example.com"), await person("ben@example.com")];
  const before = await weekly();
  expect(await list(ben)).toContainEqual(before);
  expectProblem(await set<Problem>(ben, before.id, { enabled: false }), 403, "forbidden");

  const paused = await set(ana, before.id, { enabled: false });
  expect(paused.status).toBe(200);
  expect(paused.body).toEqual({
    ...before,
    enabled: false,
    nextAt: null,
    pausedBy: { kind: "person", id: expect.any(String), name: "Ana" },
  });
  expect(await weekly()).toEqual(paused.body);
  expect((await set(dana, before.id, { enabled: false })).body).toEqual(paused.body);
  expect((await set(dana, before.id, { enabled: true })).body).toEqual(before);
});

test("what does not fit is refused and changes nothing", async () => {
  const before = await weekly();
  for (const body of [{}, { enabled: "no" }, { enabled: false, cron: "* * * * *" }, []]) {
    expectProblem(await set<Problem>(dana, before.id, body), 422, "invalid");
  }
  expectProblem(await set<Problem>(dana, "weekly-report", { enabled: false }), 404, "not_found");
  expectProblem(await dana.get<Problem>("/api/v1/schedules?cursor=x"), 422, "invalid");
  expectProblem(await dana.post<Problem>("/api/v1/schedules", {}), 405, "method_not_allowed");
  expect(await weekly()).toEqual(before);
});
