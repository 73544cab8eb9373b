import { afterEach, describe, expect, test, vi } from "vitest";
import { HoldpointError, invalid } from "@/lib/errors";
import { HttpProblem, problemAnswer } from "@/lib/http/problem";
import { problems } from "@/lib/http/problems";
import { errorAnswer } from "@/lib/protocols/error-answer";

const log = vi.spyOn(console, "error").mockImplementation(() => {});
afterEach(() => log.mockClear());

const answer = (error: unknown): Record<string, unknown> => {
  const { status, contentType, body } = problemAnswer(error, "GET /x");
  expect(contentType).toBe("application/problem+json");
  return { httpStatus: status, ...(JSON.parse(body) as Record<string, unknown>) };
};

test("a refusal keeps its sentence and members, and `status` is always the HTTP status", () => {
  expect(answer(invalid([{ field: "a", message: "a is missing." }]))).toEqual({
    httpStatus: 422,
    type: "/docs/errors/invalid",
    title: problems.invalid.title,
    status: 422,
    code: "invalid",
    detail: "a is missing.",
    errors: [{ field: "a", message: "a is missing." }],
  });
  expect(
    answer(new HoldpointError("review_closed", "Closed.", { reviewStatus: "canceled", status: "x" })),
  ).toMatchObject({
    httpStatus: 409,
    status: 409,
    reviewStatus: "canceled",
  });
  expect(answer(new HoldpointError("forbidden", "No.", { type: "x", code: "y", detail: "z" }))).toMatchObject({
    type: "/docs/errors/forbidden",
    code: "forbidden",
    detail: "No.",
  });
  expect(answer(new HttpProblem("method_not_allowed", "No."))).toMatchObject({ httpStatus: 405 });
  expect(log).not.toHaveBeenCalled();
});

test("T13: at most 50 findings are listed, none of them long, and the rest is counted", () => {
  const found = Array.from({ length: 90_000 }, (_, index) => ({
    field: `k${index}`,
    message: `k${index} is unknown.`,
  }));
  const { errors, moreErrors } = answer(invalid(found)) as { errors: object[]; moreErrors: number };
  expect([errors.length, moreErrors, errors[0]]).toEqual([50, 89_950, found[0]]);
  expect(answer(invalid(found.slice(0, 50)))).not.toHaveProperty("moreErrors");
  const long = "\u{1f600}".repeat(100_000);
  const { body } = problemAnswer(invalid(Array(60).fill({ field: long, message: long })), "GET /x");
  expect(body.length).toBeLessThan(70_000);
  expect(body).not.toContain("\\ud83d");
  const said = JSON.parse(errorAnswer(invalid(found), "POST /process").body) as { error: string };
  expect(said.error).toMatch(/ k49 is unknown\. There are 89950 more\.$/);
});

test("an error nobody expected is logged under an id, and says nothing of itself", () => {
  const secret = new Error("password=hunter2 at /home/x.ts:3");
  const { instance, ...rest } = answer(secret);
  expect(rest).toMatchObject({ httpStatus: 500, code: "internal" });
  expect(JSON.stringify(rest)).not.toContain("hunter2");
  const id = String(instance).replace("urn:uuid:", "");
  expect(log.mock.calls[0]).toEqual([expect.stringContaining(id), secret]);
  expect(answer("thrown text")).toMatchObject({ httpStatus: 500 });
  expect(answer(undefined)).toMatchObject({ httpStatus: 500 });
});

describe("a database that is away", () => {
  const withCode = (code: string) => Object.assign(new Error("x"), { code });
  const behindPrisma = (cause: object) =>
    Object.assign(withCode("P2039"), { meta: { driverAdapterError: Object.assign(new Error("x"), { cause }) } });
  test.each([
    ["refused", withCode("ECONNREFUSED")],
    ["refused on every address", new AggregateError([withCode("ECONNREFUSED")])],
    ["shutting down", withCode("57P01")],
    ["full", withCode("53300")],
    ["a standby that is not promoted yet", withCode("25006")],
    ["undone for another transaction", withCode("40P01")],
    ["gone in the middle", new Error("Connection terminated unexpectedly")],
    ["too slow to connect", new Error("timeout exceeded when trying to connect")],
    ["behind another error", new Error("could not start", { cause: withCode("ECONNRESET") })],
    ["refused, said by Prisma", behindPrisma({ kind: "DatabaseNotReachable" })],
    ["starting, said by Prisma", behindPrisma({ kind: "postgres", code: "57P03", message: "x" })],
    ["said by an operation", new HoldpointError("unavailable", "Too busy.")],
  ])("%s is 503", (_, error) => {
    expect(answer(error)).toMatchObject({ httpStatus: 503, code: "unavailable" });
  });

  test("what only looks like it is 500", () => {
    expect(answer(withCode("23505"))).toMatchObject({ httpStatus: 500 });
    expect(answer(behindPrisma({ kind: "postgres", code: "42P01", message: "no table" }))).toMatchObject({
      httpStatus: 500,
    });
    const circle = new Error("x");
    circle.cause = circle;
    expect(answer(circle)).toMatchObject({ httpStatus: 500 });
  });
});
