import { describe, expect, test } from "vitest";
import { samePath } from "@/lib/auth/next-path";
import { prefersEventStream } from "@/lib/http/accepts";
import { bodyHash, idempotencyKey } from "@/lib/http/idempotency-key";
import { preferenceApplied, preferredWait } from "@/lib/http/prefer";
import { requireSameOrigin } from "@/lib/http/same-origin";
import { apiHeaders, pageHeaders } from "@/lib/http/security-headers";

const headers = (given: Record<string, string>) => new Headers(given);

describe("samePath", () => {
  test.each(["/", "/runs/1", "/reviews/1?draft=2#comments", "/a%2Fb", "/sign-in?next=%2Fruns"])("%s stays", (path) => {
    expect(samePath(path)).toBe(path);
  });

  test.each([
    "",
    "runs",
    "//evil.example",
    "/\\evil.example",
    "/\t/evil.example",
    "/\n/evil.example",
    "/./\t/evil.example",
    "/..//evil.example",
    "\\\\evil.example",
    "https://evil.example",
    "javascript:alert(1)",
    `/${"x".repeat(3000)}`,
    null,
    ["/runs"],
  ])("%j leads home", (path) => {
    expect(samePath(path)).toBe("/");
  });
});

test("Prefer: wait is found among others, the first counts", () => {
  expect(preferredWait(headers({}))).toBeNull();
  expect(preferredWait(headers({ Prefer: 'respond-async, WAIT = "7"; foo=bar, wait=9' }))).toBe(7);
  expect(preferenceApplied(headers({ Prefer: "wait=07" }))).toEqual({ "Preference-Applied": "wait=7" });
  expect(preferenceApplied(headers({ Prefer: "wait=x" }))).toEqual({});
});

test("an event stream is for who would rather have one", () => {
  const wants = (Accept: string) => prefersEventStream(headers({ Accept }));
  expect(
    ["text/event-stream", "Text/Event-Stream; charset=utf-8", "text/event-stream, application/json"].map(wants),
  ).toEqual([true, true, true]);
  expect(["", "*/*", "text/*", "application/json, text/event-stream", "text/event-stream;q=0"].map(wants)).toEqual(
    Array(5).fill(false),
  );
});

test("idempotency keys are 1 to 255 printable characters", () => {
  const key = (value: string) => () => idempotencyKey(headers({ "Idempotency-Key": value }));
  expect(idempotencyKey(headers({}))).toBeNull();
  expect(key("a")()).toBe("a");
  expect(key("x".repeat(255))()).toHaveLength(255);
  expect(key("x".repeat(256))).toThrow();
  expect(key("\u00e9")).toThrow();
});

test("bodies that mean the same have one hash, others do not", () => {
  const hash = (text: string, tooLarge = false) => bodyHash({ bytes: Buffer.from(text), tooLarge });
  expect(hash('{"a":1,"b":{"d":[1,2],"c":3}}')).toBe(hash(' { "b": {"c":3.0, "d":[1,2]}, "a":1 } '));
  const different = [
    '{"a":1}',
    '{"a":"1"}',
    '{"a":[1]}',
    '{"a":1',
    '{"a":1 ',
    "",
    '{"a\\u0000":1}',
    '{"__proto__":1}',
    "[1,2]",
    "[2,1]",
  ];
  expect(new Set(different.map((text) => hash(text))).size).toBe(different.length);
  expect(hash("{}", true)).not.toBe(hash(" {}", true));
});

describe("where a write with a cookie may come from", () => {
  const comesFrom = (given: Record<string, string>) => () =>
    requireSameOrigin(headers({ host: "work.example:8443", ...given }), "https://holdpoint.example");
  test.each<Record<string, string>>([
    { origin: "https://holdpoint.example" },
    { origin: "https://work.example:8443" },
    { origin: "https://holdpoint.example", "sec-fetch-site": "same-origin" },
    { "sec-fetch-site": "same-origin" },
  ])("%j passes", (given) => {
    expect(comesFrom(given)).not.toThrow();
  });

  test.each<Record<string, string>>([
    {},
    { "sec-fetch-site": "none" },
    { origin: "null" },
    { origin: "http://holdpoint.example" },
    { origin: "http://work.example:8443" },
    { origin: "https://work.example" },
    { origin: "https://holdpoint.example.evil.example" },
    { origin: "https://holdpoint.example", "sec-fetch-site": "cross-site" },
    { origin: "https://holdpoint.example, https://evil.example" },
  ])("%j is refused", (given) => {
    expect(comesFrom(given)).toThrow(expect.objectContaining({ code: "forbidden" }));
  });
});

test("behind https, browsers are told to stay there; a strange Host does not reach the policy", () => {
  expect(apiHeaders("https://holdpoint.example")).toHaveProperty("Strict-Transport-Security", "max-age=31536000");
  expect(apiHeaders("http://localhost:3000")).not.toHaveProperty("Strict-Transport-Security");
  const policy = (host: string | null) =>
    pageHeaders({ nonce: "n", host, publicUrl: "http://localhost:3000" })["Content-Security-Policy"];
  expect(policy("[::1]:3000")).toContain("connect-src 'self' ws://[::1]:3000 wss://[::1]:3000;");
  expect(policy("a;script-src *")).toContain("connect-src 'self';");
});
