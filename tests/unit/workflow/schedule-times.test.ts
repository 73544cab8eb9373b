import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { nextStart, planStarts } from "@/lib/engine/definition/schedule-times";
import type { Timing } from "@/lib/engine/program";

const HOUR = 3_600_000;
const iso = (dates: (Date | null)[]) => dates.map((date) => date?.toISOString().replace(":00.000Z", "Z") ?? null);
const paris = (cron: string): Timing => ({ cron, timeZone: "Europe/Paris" });

function following(timing: Timing, after: string, count: number): (string | null)[] {
  const found: (Date | null)[] = [];
  for (let at: Date | null = new Date(after); at && found.length < count; found.push(at)) at = nextStart(timing, at);
  return iso(found);
}

describe("the next start", () => {
  it("keeps the time of day over both changes of the clock", () => {
    expect(following(paris("0 9 * * *"), "2026-03-28T00:00Z", 3)).toEqual([
      "2026-03-28T08:00Z",
      "2026-03-29T07:00Z",
      "2026-03-30T07:00Z",
    ]);
    expect(following(paris("0 9 * * 1"), "2026-10-18T22:00Z", 2)).toEqual(["2026-10-19T07:00Z", "2026-10-26T08:00Z"]);
  });

  it("comes once, when the clock goes on, at a time that a day leaves out", () => {
    expect(following(paris("30 2 * * *"), "2026-03-28T12:00Z", 2)).toEqual(["2026-03-29T01:00Z", "2026-03-30T00:30Z"]);
    expect(following(paris("30 2,14 * * *"), "2026-03-28T14:00Z", 2)).toEqual([
      "2026-03-29T01:00Z",
      "2026-03-29T12:30Z",
    ]);
  });

  it("comes once at a time that a day has twice, and each time where it is an interval", () => {
    expect(following(paris("30 2 * * *"), "2026-10-24T12:00Z", 2)).toEqual(["2026-10-25T00:30Z", "2026-10-26T01:30Z"]);
    expect(following(paris("30 * * * *"), "2026-10-25T00:00Z", 3)).toEqual([
      "2026-10-25T00:30Z",
      "2026-10-25T01:30Z",
      "2026-10-25T02:30Z",
    ]);
  });

  it("knows zones that are not whole hours off", () => {
    expect(following({ cron: "0 9 * * *", timeZone: "Asia/Kathmandu" }, "2026-01-01T00:00Z", 1)).toEqual([
      "2026-01-01T03:15Z",
    ]);
  });

  it("counts intervals from 1970, so that all machines agree", () => {
    fc.assert(
      fc.property(fc.integer({ min: 10_000, max: 1e10 }), fc.integer({ min: 0, max: 4e12 }), (everyMs, now) => {
        const next = Number(nextStart({ everyMs }, new Date(now)));
        expect(next % everyMs).toBe(0);
        expect(next).toBeGreaterThan(now);
        expect(next - now).toBeLessThanOrEqual(everyMs);
      }),
    );
  });
});

describe("what is to be started", () => {
  const hourly = { timing: { everyMs: HOUR } as Timing };
  const noon = new Date("2026-11-21T12:00Z");
  const at = (text: string) => new Date(`2026-11-21T${text}Z`);

  it("is a start at its very moment, and a start that is a little late", () => {
    for (const missed of ["skip", "catch-up"] as const) {
      expect(planStarts({ ...hourly, missed }, noon, noon)).toEqual({ starts: [noon], next: at("13:00") });
      expect(planStarts({ ...hourly, missed }, noon, at("12:05"))).toEqual({ starts: [noon], next: at("13:00") });
      expect(planStarts({ timing: paris("0 13 * * *"), missed }, noon, noon).starts).toEqual([noon]);
    }
  });

  it("is nothing of what was missed, where missed starts are skipped", () => {
    expect(planStarts({ ...hourly, missed: "skip" }, noon, at("12:05:01"))).toEqual({ starts: [], next: at("13:00") });
    expect(planStarts({ ...hourly, missed: "skip" }, at("08:00"), at("12:01"))).toEqual({
      starts: [noon],
      next: at("13:00"),
    });
  });

  it("is each of what was missed, oldest first, where it is caught up with", () => {
    expect(planStarts({ ...hourly, missed: "catch-up" }, at("09:00"), at("12:30"))).toEqual({
      starts: [at("09:00"), at("10:00"), at("11:00"), noon],
      next: at("13:00"),
    });
    const mornings = { timing: paris("0 9 * * *"), missed: "catch-up" } as const;
    const plan = planStarts(mornings, new Date("2026-03-28T08:00Z"), new Date("2026-03-30T12:00Z"));
    expect(iso(plan.starts)).toEqual(["2026-03-28T08:00Z", "2026-03-29T07:00Z", "2026-03-30T07:00Z"]);
  });

  it("is the newest hundred of a long absence", () => {
    const { starts } = planStarts({ ...hourly, missed: "catch-up" }, new Date(0), noon);
    expect(starts).toHaveLength(100);
    expect(starts.at(-1)).toEqual(noon);
    expect(starts[0]).toEqual(new Date(noon.getTime() - 99 * HOUR));
  });

  it("goes through every start exactly once, whenever it is looked at", { timeout: 20_000 }, () => {
    const timings = fc.constantFrom<Timing>(paris("30 2 * * *"), paris("*/20 * * * *"), paris("0 9,17 * * 1-5"), {
      everyMs: 7 * 60_000,
    });
    const begin = new Date("2026-10-24T00:00Z").getTime();
    fc.assert(
      fc.property(timings, fc.array(fc.integer({ min: 1, max: 20 * HOUR }), { maxLength: 5 }), (timing, pauses) => {
        const made: Date[] = [];
        let due = nextStart(timing, new Date(begin)) as Date;
        let now = begin;
        for (const pause of pauses) {
          now += pause;
          if (due.getTime() > now) continue;
          const plan = planStarts({ timing, missed: "catch-up" }, due, new Date(now));
          // A long absence may exceed what is caught up with; that has a test of its own.
          fc.pre(plan.starts.length < 100);
          made.push(...plan.starts);
          due = plan.next as Date;
        }
        const expected: Date[] = [];
        for (let at = nextStart(timing, new Date(begin)); at && at.getTime() <= now; at = nextStart(timing, at)) {
          expected.push(at);
        }
        expect(iso(made)).toEqual(iso(expected));
      }),
      { numRuns: 25 },
    );
  });
});
