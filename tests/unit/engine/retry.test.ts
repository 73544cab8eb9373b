import fc from "fast-check";
import { expect, it } from "vitest";
import type { RetryPolicy } from "@/lib/engine/program";
import { retryDelay } from "@/lib/engine/retry";
import { text, workflow } from "@/lib/workflow";
import { createRegistry } from "@/lib/workflow/registry";
import { playRun } from "../../support/engine";

const ERROR = { code: "http_status", message: "It was answered with 503", retryable: true };

const policies = fc.record({
  attempts: fc.integer({ min: 1, max: 30 }),
  backoffMs: fc.integer({ min: 0, max: 100_000 }),
  maxBackoffMs: fc.integer({ min: 0, max: 1_000_000 }),
  jitter: fc.double({ min: 0, max: 1, noNaN: true }),
  on: fc.constant(null),
}) satisfies fc.Arbitrary<RetryPolicy>;
const visits = fc.record({ runId: fc.uuid(), seq: fc.integer({ min: 1, max: 1_000 }) });

it("waits between what the jitter leaves of the backoff and all of it, and never again after the last attempt", () => {
  fc.assert(
    fc.property(policies, visits, fc.integer({ min: 1, max: 40 }), (policy, visit, attempt) => {
      const delay = retryDelay(policy, { ...visit, attempt }, ERROR);
      if (attempt >= policy.attempts) {
        expect(delay).toBeNull();
        return;
      }
      const whole = Math.min(policy.backoffMs * 2 ** (attempt - 1), policy.maxBackoffMs, 300_000);
      expect(delay).toBeLessThanOrEqual(whole);
      expect(delay).toBeGreaterThanOrEqual(Math.floor(whole * (1 - policy.jitter)));
    }),
  );
});

it("without jitter the wait doubles up to its limit and never shrinks", () => {
  fc.assert(
    fc.property(policies, visits, (policy, visit) => {
      const delays = Array.from({ length: policy.attempts - 1 }, (_, index) =>
        Number(retryDelay({ ...policy, jitter: 0 }, { ...visit, attempt: index + 1 }, ERROR)),
      );
      expect(delays).toEqual([...delays].sort((a, b) => a - b));
      expect(Math.max(0, ...delays)).toBeLessThanOrEqual(policy.maxBackoffMs);
    }),
  );
});

it("never comes back earlier than the other side asked, up to five minutes", () => {
  fc.assert(
    fc.property(policies, visits, fc.integer({ min: 0, max: 10_000_000 }), (policy, visit, retryAfterMs) => {
      const delay = retryDelay({ ...policy, attempts: 2 }, { ...visit, attempt: 1 }, { ...ERROR, retryAfterMs });
      expect(delay).toBeGreaterThanOrEqual(Math.min(retryAfterMs, 300_000));
      expect(delay).toBeLessThanOrEqual(300_000);
    }),
  );
});

it("gives the same attempt the same wait, and spreads the attempts of many runs evenly", () => {
  const policy: RetryPolicy = { attempts: 3, backoffMs: 1_000, maxBackoffMs: 1_000, jitter: 1, on: null };
  const waits = Array.from({ length: 1_000 }, (_, index) => {
    const which = { runId: `01999999-0000-7000-8000-${String(index).padStart(12, "0")}`, seq: 2, attempt: 1 };
    expect(retryDelay(policy, which, ERROR)).toBe(retryDelay(policy, which, ERROR));
    return Number(retryDelay(policy, which, ERROR));
  });
  for (let tenth = 0; tenth < 10; tenth++) {
    const within = waits.filter((wait) => Math.min(9, Math.floor(wait / 100)) === tenth).length;
    expect(within).toBeGreaterThan(60);
    expect(within).toBeLessThan(140);
  }
});

it("tries again what the policy names, whatever the error says of itself", () => {
  const policy: RetryPolicy = { attempts: 3, backoffMs: 10, maxBackoffMs: 10, jitter: 0, on: null };
  const which = { runId: "run", seq: 1, attempt: 1 };
  const refused = { code: "bad_response", message: "It is not JSON.", retryable: false };
  expect(retryDelay(policy, which, refused)).toBeNull();
  expect(retryDelay({ ...policy, on: ["bad_response"] }, which, refused)).toBe(10);
  expect(retryDelay({ ...policy, on: ["bad_response"] }, which, ERROR)).toBeNull();
  expect(retryDelay({ ...policy, on: ({ message }) => /503/.test(message) }, which, ERROR)).toBe(10);
  expect(retryDelay({ ...policy, on: ({ message }) => /504/.test(message) }, which, ERROR)).toBeNull();
});

it("a policy whose function throws fails the run as a mistake of the workflow", () => {
  const flow = workflow("flow", { title: "Flow", input: { note: text({ label: "Note" }) } })
    .http("call", {
      request: () => ({ url: "https://example.com" }),
      retry: {
        on: () => {
          throw new Error("oops");
        },
      },
    })
    .end("done", { output: () => null })
    .build();
  const run = playRun(flow);
  run.apply({ type: "run.started" });
  run.fail({ retryable: true });
  expect(run.run()).toMatchObject({
    status: "failed",
    error: { code: "workflow_error", message: "oops", step: "call" },
  });
});

it("refuses a policy that makes no sense, naming the step", () => {
  const flow = workflow("flow", { title: "Flow", input: {} })
    .http("call", {
      request: () => ({ url: "https://example.com" }),
      retry: { attempts: 0, jitter: 2, backoffMs: -1, on: [] },
    })
    .end("done", { output: () => null })
    .build();
  expect(() => createRegistry([flow])).toThrow(
    [
      'Workflow "flow", step "call": its retry.attempts must be a whole number from 1.',
      'Workflow "flow", step "call": its retry waits must be 0 or more milliseconds.',
      'Workflow "flow", step "call": its retry.jitter must be from 0 (none) to 1 (the whole wait).',
      'Workflow "flow", step "call": its retry.on names no error; give codes, or set attempts to 1.',
    ].join("\n"),
  );
});

it("the same failure, told again because its answer was lost, is not another attempt", () => {
  const run = playRun(
    workflow("ask", { title: "Ask", input: {} })
      .prompt("draft", { assistant: "writer", messages: () => [] })
      .end("done", { output: () => null })
      .build(),
  );
  run.apply({ type: "run.started" });
  expect(run.fail({ retryable: true })).toBeNull();
  expect(run.fail({ retryable: true })).toBe("lease lost");
  expect(run.run().attempt).toBe(2);
});
