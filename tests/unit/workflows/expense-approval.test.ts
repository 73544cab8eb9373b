import { expect, it } from "vitest";
import { failing, testRun } from "@/lib/testing";
import expense from "@/workflows/expense-approval";

const input = { what: "A lathe", amount: 2_400, purpose: "Equipment", payment: "paid" };
const small = { ...input, amount: 80, payment: "booked" };

it("whoever is first decides, two sign, it is booked once, and the bank has the last word", async () => {
  const keys = new Set<string | undefined>();
  const book = ({ headers }: { headers: Record<string, string> }) => {
    keys.add(headers["idempotency-key"]);
    return { status: 201 };
  };
  const run = await (await testRun(expense, { input, http: { book } })).until("approval");
  const deputy = run.as("Ben").branch("approval", "deputy").form;
  await run.as("Ada").branch("approval", "manager").decide("approve");
  await expect(deputy.decide("refuse", { reason: "No" })).rejects.toMatchObject({ code: "review_closed" });
  await run.as("Cleo").formOf("first").decide("sign");
  await run.signal("payment", { bank: "early" }, "transfer-1");
  run.crash({ after: "book" });
  await run.as("Ben").formOf("second").decide("sign");
  await run.clock.advance({ seconds: 3 });
  await run.untilEnd();
  expect(run.output).toEqual({ what: "A lathe", amount: 2_400, by: "Ada" });
  // Sent twice, because the process died before it could note the answer; under one key.
  expect(keys).toEqual(new Set([expect.stringContaining(run.id)]));
});

it("a signature that does not come in a week is a no", async () => {
  const run = await (await testRun(expense, { input })).until("approval");
  await run.as("Ada").branch("approval", "manager").decide("approve");
  await run.as("Ben").formOf("first").decide("sign");
  await run.clock.advance({ days: 7 });
  expect(run).toMatchObject({ status: "completed", output: { what: "A lathe", reason: null } });
});

it("a refusal needs its reason", async () => {
  const run = await (await testRun(expense, { input: small })).until("approval");
  const manager = run.as("Ada").branch("approval", "manager");
  await expect(manager.decide("refuse")).rejects.toMatchObject({ code: "invalid" });
  await manager.decide("refuse", { reason: "Too much" });
  expect(run.output).toMatchObject({ reason: "Too much" });
});

it("is booked by hand, or tried again, when accounting can't be reached", async () => {
  const away = failing("Unreachable");
  const run = await testRun(expense, { input: small, http: { book: [away, away, { status: 422 }, { status: 201 }] } });
  await run.until("approval");
  await run.as("Ada").branch("approval", "deputy").decide("approve");
  await run.clock.advance({ seconds: 3 });
  await run.until("by-hand");
  await run.decide("retry");
  await run.until("by-hand");
  await run.decide("retry");
  expect(run).toMatchObject({ status: "completed", output: { amount: 80, by: "Ada" } });
});

it("gives up after two months in which the bank says nothing", async () => {
  const run = await testRun(expense, { input: { ...small, payment: "paid" }, http: { book: [{}] } });
  await run.until("approval");
  await run.as("Ada").branch("approval", "manager").decide("approve");
  await run.clock.advance({ seconds: 3 });
  await run.until("paid");
  await run.clock.advance({ days: 60 });
  expect(run).toMatchObject({ status: "failed", error: { code: "expired", step: "paid" } });
});

it("T3: nobody decides on what they started, nobody signs what they approved, and two people sign", async () => {
  const run = await (await testRun(expense, { input })).until("approval");
  const excluded = (message: RegExp) => ({ code: "forbidden", message: expect.stringMatching(message) });
  await expect(run.branch("approval", "manager").decide("approve")).rejects.toMatchObject(excluded(/started this/));
  await run.as("Ada").branch("approval", "manager").decide("approve");
  await expect(run.formOf("first").decide("sign")).rejects.toMatchObject(excluded(/started this/));
  await expect(run.as("Ada").formOf("first").decide("sign")).rejects.toMatchObject(
    excluded(/decided at "Waiting for approval"/),
  );
  await run.as("Ben").formOf("first").decide("sign");
  await expect(run.as("Ben").formOf("second").decide("sign")).rejects.toMatchObject(excluded(/answered one of these/));
  await run.as("Cleo").formOf("second").decide("sign");
  expect(run.step).not.toBe("sign");
});
