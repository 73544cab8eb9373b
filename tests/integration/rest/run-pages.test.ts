import { afterAll, beforeAll, expect, it } from "vitest";
import type { BranchView, Page, ReviewView, RunView, StepDetail, StepView, WorkflowView } from "@/lib/views/views";
import { bearer, type Client, expectProblem, type Problem, restClient } from "../../support/rest";
import { startServer, type TestServer } from "../../support/server";

const DAY = 86_400_000;
let server: TestServer;
let client: Client;

beforeAll(async () => {
  server = await startServer({ env: { HOLDPOINT_WORKFLOWS_DIR: "workflows,tests/fixtures/desk" } });
  client = restClient(server.url, bearer(server.token));
});

afterAll(() => server?.stop());

async function start(workflow: string, input: object): Promise<RunView> {
  return (await client.post<RunView>("/api/v1/runs", { workflow, input }, { Prefer: "wait=30" })).body;
}

it("a run's workflow says how its steps hang together, also the workflow of a branch", async () => {
  const run = await start("article", { topic: "Owls", sections: 3 });
  const { body } = await client.get<WorkflowView>(`/api/v1/runs/${run.id}/workflow`);
  expect(body).toMatchObject({ name: "article", version: run.version, edges: [{ on: "next" }, { on: "error" }] });
  expect((await client.get<Page<WorkflowView>>("/api/v1/workflows")).body.data).toContainEqual(body);
  const child = run.reviews[0]?.runId;
  const inner = await client.get<WorkflowView>(`/api/v1/runs/${child}/workflow`);
  expect(inner.body.steps.map(({ name }) => name)).toEqual(["outline", "check", "done"]);
  expect(inner.body.edges).toContainEqual({ from: 1, to: 2, on: "action", label: "OK" });
});

it("lists the branches of a run: which run each is, where it is and what waits for the caller", async () => {
  const { id } = await start("article", { topic: "Owls", sections: 3 });
  const now = async () => (await client.get<RunView>(`/api/v1/runs/${id}`)).body;
  // The start answers as soon as the first of them asks.
  await expect.poll(async () => (await now()).reviews.length).toBe(3);
  const run = await now();
  const all = async () => (await client.get<Page<BranchView>>(`/api/v1/runs/${run.id}/branches`)).body.data;
  const before = await all();
  const review = run.reviews.find(({ runId }) => runId === before[1]?.runId) as ReviewView;
  const decided = await client.post(
    `/api/v1/reviews/${review.id}/decision`,
    { action: "ok", values: {} },
    { Prefer: "wait=30" },
  );
  expect(decided.status).toBe(200);
  const shown = (await all()).map(({ seq, key, title, status, step, openReviews }) => [
    seq,
    key,
    title,
    status,
    step?.name,
    openReviews,
  ]);
  expect(shown).toEqual([
    [1, "1", "Section 1", "waiting", "check", 1],
    [1, "2", "Section 2", "completed", undefined, 0],
    [1, "3", "Section 3", "waiting", "check", 1],
  ]);
  const { body } = await client.get<Page<BranchView>>(`/api/v1/runs/${run.id}/branches?seq=1&limit=1`);
  expect(body).toMatchObject({ data: [{ index: 0 }], nextCursor: expect.any(String) });
  const rest = await client.get<Page<BranchView>>(`/api/v1/runs/${run.id}/branches?seq=1&cursor=${body.nextCursor}`);
  expect(rest.body.data.map(({ index }) => index)).toEqual([1, 2]);
  expectProblem(await client.get(`/api/v1/runs/${run.id}/branches?seq=0`), 422, "invalid");
});

it("one visit says what it began with, and lists can be read from their end", async () => {
  const run = await start("approval", { invoice: "Number 7" });
  const { body } = await client.get<StepDetail>(`/api/v1/runs/${run.id}/steps/2`);
  expect(body).toMatchObject({
    seq: 2,
    step: { name: "approve" },
    began: { data: { sum: { invoice: "Number 7", round: 1 } }, draftRevision: null },
  });
  expectProblem(await client.get(`/api/v1/runs/${run.id}/steps/3`), 404, "not_found");
  const newest = await client.get<Page<StepView>>(`/api/v1/runs/${run.id}/steps?order=newest&limit=1`);
  expect(newest.body.data.map(({ seq }) => seq)).toEqual([2]);
  const next = await client.get<Page<StepView>>(
    `/api/v1/runs/${run.id}/steps?order=newest&cursor=${newest.body.nextCursor}`,
  );
  expect(next.body).toMatchObject({ data: [{ seq: 1 }], nextCursor: null });
});

it("a fork names the run and the visit it comes from", async () => {
  const run = await start("approval", { invoice: "Number 8" });
  const fork = await client.post<RunView>(`/api/v1/runs/${run.id}/fork`, { seq: 2, data: { sum: { round: 9 } } });
  expect(fork.body).toMatchObject({ forkedFrom: { runId: run.id, seq: 2 }, visits: { approve: 1 } });
  expect(run.forkedFrom).toBeNull();
});

it.each([2_147_483_648, 9_999_999_999, 2 ** 53 - 1])(
  "%i is no number of a visit, at any door that takes one",
  async (seq) => {
    const { id } = await start("approval", { invoice: "Number 10" });
    const path = `/api/v1/runs/${id}`;
    expectProblem(await client.post(`${path}/rewind`, { seq }), 422, "invalid");
    expectProblem(await client.post(`${path}/fork`, { seq }), 422, "invalid");
    expectProblem(await client.get(`${path}/branches?seq=${seq}`), 422, "invalid");
    expectProblem(await client.get(`${path}/steps/${seq}`), 404, "not_found");
    expect((await client.get<RunView>(path)).body.status).toBe("waiting");
  },
);

it("a cursor of somebody's own making is refused, whatever is in it", async () => {
  const { id } = await start("approval", { invoice: "Number 11" });
  const cursor = (keys: unknown) => Buffer.from(JSON.stringify(keys)).toString("base64url");
  const lists: [string, unknown[]][] = [
    ...["steps", "events", "drafts"].map((list): [string, unknown[]] => [`/runs/${id}/${list}`, [2_147_483_648]]),
    [`/runs/${id}/branches`, [2_147_483_648, 1]],
    [`/runs/${id}/branches`, [1, 2_147_483_648]],
    [`/runs/${id}/comments`, ["2026-02-30T00:00:00Z", id]],
    ["/runs", ["2026-01-01T00:00:00Z", "\u0000"]],
    ["/agents", ["a\u0000b"]],
  ];
  for (const [path, keys] of lists)
    expectProblem(await client.get(`/api/v1${path}?cursor=${cursor(keys)}`), 422, "invalid");
  for (const year of ["0000", "0001", "9999"]) {
    const { status } = await client.get(`/api/v1/runs?cursor=${cursor([`${year}-01-01T00:00:00Z`, id])}`);
    expect([200, 422]).toContain(status);
  }
});

const patch = (path: string, body: unknown, as = client) =>
  as.send<Problem>(path, {
    method: "PATCH",
    body: JSON.stringify(body),
    headers: { "Content-Type": "application/json" },
  });

it("a deadline is moved by PATCH, and what does not fit is refused by name", async () => {
  const run = await start("approval", { invoice: "Number 9" });
  const path = `/api/v1/reviews/${run.reviews[0]?.id}`;
  const dueAt = new Date(Date.now() + 2 * DAY).toISOString();
  const moved = await patch(path, { dueAt: dueAt.replace("Z", "+00:00") });
  expect(moved).toMatchObject({ status: 200, body: { id: run.reviews[0]?.id, dueAt } });
  expect((await client.get<ReviewView>(path)).body.dueAt).toBe(dueAt);
  expect(await patch(path, { dueAt: null })).toMatchObject({ status: 200, body: { dueAt: null } });
  for (const body of [
    {},
    { dueAt: "tomorrow" },
    { dueAt: "2026-01-01T00:00:00" },
    { dueAt: 5 },
    { dueAt, status: "open" },
  ]) {
    expectProblem(await patch(path, body), 422, "invalid");
  }
  expectProblem(await patch(path, { dueAt: "2020-01-01T00:00:00Z" }), 422, "invalid");
  expect((await client.send(path, { method: "PUT" })).headers.get("allow")).toBe("GET, HEAD, PATCH, OPTIONS");
});

it("the list of runs can leave branches out", async () => {
  const run = await start("article", { topic: "Owls", sections: 2 });
  const { body } = await client.get<Page<RunView>>("/api/v1/runs?branches=without&workflow=article&limit=1");
  expect(body.data.map(({ id }) => id)).toEqual([run.id]);
  const all = await client.get<Page<RunView>>("/api/v1/runs?limit=2");
  expect(all.body.data.map(({ parentId }) => parentId)).toEqual([run.id, run.id]);
  expectProblem(await client.get("/api/v1/runs?branches=no"), 422, "invalid");
});
