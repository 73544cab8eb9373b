import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { ReviewView, RunView } from "@/lib/views/views";
import { signIn } from "../../support/demo-session";
import { withClient } from "../../support/postgres";
import { bearer, type Client, expectProblem, restClient } from "../../support/rest";
import { startServer, type TestServer } from "../../support/server";

let server: TestServer;
let dana: Client;
let ben: Client;

beforeAll(async () => {
  const folder = join(import.meta.dirname, "../../fixtures/people");
  server = await startServer({ env: { HOLDPOINT_WORKFLOWS_DIR: folder } });
  dana = restClient(server.url, bearer(server.token));
  const cookie = await signIn(server.url, "ben@example.com");
  ben = restClient(server.url, { Cookie: cookie, Origin: server.url, "Sec-Fetch-Site": "same-origin" });
});

afterAll(() => server?.stop());

async function inReview(): Promise<{ run: RunView; review: ReviewView }> {
  const { body: run } = await dana.post<RunView>("/api/v1/runs", { workflow: "handover", input: {} });
  const { body: review } = await ben.get<ReviewView>(`/api/v1/reviews/${run.reviews[0]?.id}`);
  expect(review.status).toBe("open");
  return { run, review };
}

const decide = (client: Client, { id }: ReviewView, action: string) =>
  client.post(`/api/v1/reviews/${id}/decision`, { action, values: {} });

test("who has passed a review on can answer neither it nor the next one (camunda-bpm#4865)", async () => {
  const { run, review } = await inReview();
  expect((await decide(ben, review, "pass")).status).toBe(200);
  expectProblem(await decide(ben, review, "ok"), 409, "review_decided");
  const { body: passed } = await dana.get<RunView>(`/api/v1/runs/${run.id}`);
  const [next] = passed.reviews;
  if (!next) throw new Error("There is no next review.");
  const { body: read } = await ben.get<ReviewView>(`/api/v1/reviews/${next.id}`);
  expect(read.may).toEqual({ answer: false, reason: "This is for authors." });
  expectProblem(await decide(ben, next, "ok"), 403, "forbidden");
  expect((await decide(dana, next, "ok")).status).toBe(200);
});

test("who has another role since the page was opened can't answer from it (camunda-bpm#4865)", async () => {
  const { run, review } = await inReview();
  const become = (role: string) =>
    withClient(server.databaseUrl, (client) =>
      client.query(
        "update memberships m set role = $1::role from users u where u.id = m.user_id and u.email = 'ben@example.com'",
        [role],
      ),
    );
  await become("author");
  expectProblem(await decide(ben, review, "ok"), 403, "forbidden");
  expect((await dana.get<RunView>(`/api/v1/runs/${run.id}`)).body.status).toBe("waiting");
  await become("reviewer");
  expect((await decide(ben, review, "ok")).status).toBe(200);
});
