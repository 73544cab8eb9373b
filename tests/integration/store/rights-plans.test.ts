import { afterAll, beforeAll, expect, it } from "vitest";
import { visitsBefore } from "@/lib/store/checkpoint";
import { reviewsBelow } from "@/lib/store/reviews-below";
import { planned, RUN } from "../../support/plans";

let db: Awaited<ReturnType<typeof planned>>;

beforeAll(async () => {
  db = await planned();
});

afterAll(() => db.drop());

it("what rights over a run depend on is found by keys, whatever else there is", async () => {
  const { statements, pool } = db.recording();
  await reviewsBelow(pool, RUN, "run");
  await reviewsBelow(pool, RUN, "race");
  expect(await visitsBefore(pool, RUN, 400)).toHaveLength(399);
  expect(statements).toHaveLength(3);
  await db.expectNoScan(statements);
});
