import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { attemptFor } from "@/components/api/attempt";
import { joinText, noText } from "@/components/api/live-text";
import { paced } from "@/components/api/paced";

describe("text as it is written", () => {
  test("grows by what follows", () => {
    const first = joinText(noText, { seq: 1, from: 0, text: "Once" });
    expect(joinText(first, { seq: 1, from: 4, text: " upon" }).text).toBe("Once upon");
  });

  test("begins anew with another visit or another attempt", () => {
    const first = joinText(noText, { seq: 1, text: "Once" });
    expect(joinText(first, { seq: 3, from: 0, text: "A title" })).toMatchObject({ seq: 3, text: "A title" });
    expect(joinText(first, { seq: 1, from: 0, text: "Twice" }).text).toBe("Twice");
  });

  test("is not touched by an earlier visit, nor by a frame with a gap before it", () => {
    const now = joinText(noText, { seq: 3, text: "Now" });
    expect(joinText(now, { seq: 1, text: "Then" })).toBe(now);
    expect(joinText(now, { seq: 3, from: 9, text: "…" })).toBe(now);
  });
});

describe("an attempt to send", () => {
  test("keeps its key for the same content and gets another for other content", () => {
    const first = attemptFor(null, { action: "accept" });
    expect(attemptFor(first, { action: "accept" })).toBe(first);
    expect(attemptFor(first, { action: "update" }).key).not.toBe(first.key);
  });
});

describe("paced", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  test("calls at once, then gathers, and never forgets the last", () => {
    const call = vi.fn();
    const ask = paced(call, 1000);
    ask();
    ask();
    ask();
    expect(call).toHaveBeenCalledTimes(1);
    vi.advanceTimersByTime(1000);
    expect(call).toHaveBeenCalledTimes(2);
    vi.advanceTimersByTime(5000);
    expect(call).toHaveBeenCalledTimes(2);
  });
});
