import { describe, expect, test } from "vitest";
import { readRetryAfter } from "@/lib/llm/retry-after";

const now = Date.parse("2026-11-21T10:00:00Z");
const read = (headers: Record<string, string>) => readRetryAfter(new Headers(headers), now);

describe("how long a server asks us to wait", () => {
  test.each([
    [{ "retry-after": "7" }, 7_000],
    [{ "retry-after": "0.5" }, 500],
    [{ "retry-after": "0" }, 0],
    [{ "retry-after": "-3" }, 0],
    [{ "retry-after": "Sat, 21 Nov 2026 10:00:30 GMT" }, 30_000],
    [{ "retry-after": "Sat, 21 Nov 2026 09:00:00 GMT" }, 0],
    [{ "retry-after-ms": "120" }, 120],
    [{ "retry-after-ms": "120", "retry-after": "7" }, 120],
    [{ "retry-after-ms": "soon", "retry-after": "7" }, 7_000],
    [{ "retry-after": "soon" }, undefined],
    [{ "retry-after": "" }, undefined],
    [{}, undefined],
  ])("%j is %s ms", (headers, expected) => {
    expect(read(headers as Record<string, string>)).toBe(expected);
  });
});
