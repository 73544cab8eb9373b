import { afterEach, beforeEach, expect, it } from "vitest";
import type { ReviewView, RunView } from "@/lib/views/views";
import { text, workflow } from "@/lib/workflow";
import { startHoldpoint, type TestHoldpoint } from "../../support/holdpoint";
import { createTestDatabase, type TestDatabase, withClient } from "../../support/postgres";

const DAY = 86_400_000;
const fields = { note: text({ label: "Note" }) };
const approval = workflow("approval", { title: "Approval", input: {} })
  .form("answer", { fields, actions: { yes: { label: "Yes" } }, deadline: { afterMs: DAY, to: "late" } })
  .end("done", { output: () => "answered" })
  .end("late", { output: () => "late" })
  .build();

const patient = workflow("patient", { title: "Patient", input: {}, expireAfterMs: DAY })
  .form("answer", { fields, actions: { yes: { label: "Yes" } } })
  .forms("votes", { fields, actions: { yes: { label: "Yes" } }, each: () => [{ key: "ben" }] })
  .end("done", { output: () => null })
  .build();

let database: TestDatabase;
let holdpoint: TestHoldpoint;

beforeEach(async () => {
  database = await createTestDatabase();
  holdpoint = await startHoldpoint({ databaseUrl: database.url, workflows: [approval, patient] });
});

afterEach(async () => {
  await holdpoint.stop();
  await database.drop();
});

const start = async (name: string) => {
  const run = await holdpoint.operations.startRun(holdpoint.ana, { workflow: name, input: {} });
  const review = run.reviews[0];
  if (!review) throw new Error("Nothing waits.");
  return { run, review };
};
const move = (review: ReviewView, dueAt: Date | null, by = holdpoint.dana) =>
  holdpoint.operations.rescheduleReview(by, review.id, dueAt);
/** The review that waits next, after Ben has answered this one. */
const answered = async ({ id }: ReviewView) => {
  const run = await holdpoint.operations.decideReview(holdpoint.ben, id, { action: "yes", values: {} });
  return run.reviews[0] as ReviewView;
};
const within = (ms: number) => new Date(Date.now() + ms);

async function ended(id: string): Promise<RunView> {
  for (;;) {
    let stop = () => {};
    const changed = new Promise<void>((resolve) => {
      stop = holdpoint.live.onRun(id, resolve);
    });
    const run = await holdpoint.operations.getRun(holdpoint.ana, id);
    if (run.status === "waiting") await changed;
    stop();
    if (run.status !== "waiting") return run;
  }
}

it("a deadline fires at its new time, by the database's clock", async () => {
  const { run, review } = await start("approval");
  const sooner = await move(review, within(1_000));
  expect(Date.parse(review.dueAt ?? "") - Date.parse(sooner.dueAt ?? "")).toBeGreaterThan(DAY / 2);
  expect(await holdpoint.operations.getReview(holdpoint.ana, review.id)).toEqual(sooner);
  expect(await ended(run.id)).toMatchObject({ status: "completed", output: "late" });
  const { rows } = await withClient(database.url, (client) =>
    client.query("select closed_at >= due_at as kept from reviews where id = $1", [review.id]),
  );
  expect(rows).toEqual([{ kept: true }]);
  const { data } = await holdpoint.operations.listEvents(holdpoint.ana, run.id, { limit: 50 });
  expect(data.find(({ type }) => type === "review.rescheduled")).toMatchObject({
    actor: { name: "Dana" },
    data: { reviewId: review.id, from: review.dueAt, to: sooner.dueAt },
  });
});

it("the old time does not fire any more", async () => {
  const moved = await start("approval");
  await move(moved.review, within(1_500));
  await move(moved.review, within(DAY));
  const gone = await start("approval");
  await move(gone.review, within(1_500));
  expect(await move(gone.review, null)).toMatchObject({ dueAt: null });
  // One whose deadline stays, later than the old ones of the others: once it has fired, theirs would have.
  const stays = await start("approval");
  await move(stays.review, within(2_000));
  expect(await ended(stays.run.id)).toMatchObject({ output: "late" });
  for (const { run } of [moved, gone])
    expect(await holdpoint.operations.getRun(holdpoint.ana, run.id)).toMatchObject({ status: "waiting" });
  const { rows } = await withClient(database.url, (client) =>
    client.query("select count(*)::int as count from runs where status = 'waiting' and wake_at is null"),
  );
  expect(rows).toEqual([{ count: 1 }]);
});

it("is refused when it is past, closed, beyond the end of the wait, or nothing would happen then", async () => {
  const { review } = await start("approval");
  await expect(move(review, within(-1_000))).rejects.toMatchObject({ code: "invalid" });
  const plain = await start("patient");
  await expect(move(plain.review, within(1_000))).rejects.toMatchObject({
    code: "invalid",
    message: expect.stringContaining("Give the step a deadline."),
  });
  const vote = await answered(plain.review);
  await expect(move(vote, within(2 * DAY))).rejects.toMatchObject({
    message: expect.stringContaining("gives up this wait"),
  });
  expect(await move(vote, within(DAY / 2))).toMatchObject({ id: vote.id });
  await answered(review);
  await expect(move(review, within(DAY))).rejects.toMatchObject({ code: "review_closed" });
});

it("past its time a deadline can't be moved any more, even when nobody has applied it", async () => {
  const { run, review } = await start("approval");
  await holdpoint.stop();
  holdpoint = await startHoldpoint({
    databaseUrl: database.url,
    workflows: [approval, patient],
    env: { HOLDPOINT_SWEEP_SECONDS: "3600" },
  });
  await withClient(database.url, (client) =>
    client.query("update reviews set due_at = now(); update runs set wake_at = now(), revision = revision + 1"),
  );
  await expect(move(review, within(DAY))).rejects.toMatchObject({
    code: "review_closed",
    details: { reviewStatus: "expired" },
  });
  expect(await holdpoint.operations.getRun(holdpoint.ana, run.id)).toMatchObject({ output: "late" });
});

it("is for authors and admins; the same time again changes nothing; of two at once both are in the history", async () => {
  const { run, review } = await start("approval");
  await expect(move(review, within(DAY), holdpoint.ben)).rejects.toMatchObject({ code: "forbidden" });
  const stranger = { ...holdpoint.dana, workspaceId: "01999999-0000-7000-8000-0000000000aa" };
  await expect(move(review, within(DAY), stranger)).rejects.toMatchObject({ code: "not_found" });
  const times = [within(DAY), within(2 * DAY)] as const;
  await Promise.all([move(review, times[0], holdpoint.ana), move(review, times[1])]);
  const last = await holdpoint.operations.getReview(holdpoint.ana, review.id);
  await move(review, new Date(last.dueAt ?? ""));
  const { data } = await holdpoint.operations.listEvents(holdpoint.ana, run.id, { limit: 50 });
  const moves = data.filter(({ type }) => type === "review.rescheduled");
  expect(moves).toHaveLength(2);
  const [first, second] = moves.map(({ data }) => data as { from: string; to: string });
  expect(second).toMatchObject({ from: first?.to, to: last.dueAt });
});
