import fc from "fast-check";
import { afterEach, describe, expect, it, vi } from "vitest";
import { localText, localTimeProblem, momentsOf } from "@/lib/forms/local-time";

const inZone = (zone: string) => void vi.stubEnv("TZ", zone);
afterEach(() => void vi.unstubAllEnvs());

describe("W10: local times", () => {
  it("that come twice are two moments, and it is said", () => {
    inZone("America/New_York");
    expect(momentsOf("2027-11-07T01:30")).toEqual(["2027-11-07T05:30:00.000Z", "2027-11-07T06:30:00.000Z"]);
    expect(momentsOf("2027-11-07T02:30")).toEqual(["2027-11-07T07:30:00.000Z"]);
    expect(localTimeProblem("When", "2027-11-07T01:30")).toBe(
      "When: the clocks go back on that day, and 01:30 comes twice. Choose which one you mean.",
    );
  });

  it("that the clocks skip are no moment, and it is said", () => {
    inZone("Europe/Berlin");
    expect(momentsOf("2027-03-28T02:30")).toEqual([]);
    expect(momentsOf("2027-03-28T03:00")).toEqual(["2027-03-28T01:00:00.000Z"]);
    expect(localTimeProblem("When", "2027-03-28T02:30")).toBe(
      "When: the clocks go forward on that day, and 02:30 does not exist. Choose 03:30, or a time before.",
    );
  });

  it("of a day that was left out do not exist either", () => {
    inZone("Pacific/Apia");
    expect(momentsOf("2011-12-30T12:00")).toEqual([]);
    expect(localTimeProblem("When", "2011-12-30T12:00")).toContain("Choose 2011-12-31 12:00, or");
  });

  it("that are none at all are left to the form", () => {
    inZone("Europe/Berlin");
    for (const odd of ["", "soon", "2027-02-30T10:00", "2027-01-31", "2027-01-31T14:30:00Z", "12027-01-31T14:30"]) {
      expect(momentsOf(odd)).toBeNull();
      expect(localTimeProblem("When", odd)).toBeNull();
    }
    expect(localText("soon")).toBe("");
  });

  it.each(["America/New_York", "Europe/Berlin", "Asia/Kolkata", "Australia/Lord_Howe", "UTC"])(
    "in %s every moment is among those of what is shown of it, to the millisecond",
    (zone) => {
      inZone(zone);
      const around = ["2027-11-07T06:00:00Z", "2027-03-28T01:00:00Z", "2027-10-31T01:00:00Z", "1890-01-01T00:00:00Z"];
      const moments = fc.oneof(
        fc.date({ min: new Date("1850-01-01"), max: new Date("2200-01-01"), noInvalidDate: true }),
        fc
          .record({ near: fc.constantFrom(...around), ms: fc.integer({ min: -7_200_000, max: 7_200_000 }) })
          .map(({ near, ms }) => new Date(Date.parse(near) + ms)),
      );
      fc.assert(
        fc.property(moments, (moment) => {
          const shown = localText(moment.toISOString());
          expect(momentsOf(shown)).toContain(moment.toISOString());
        }),
        { numRuns: 500 },
      );
    },
  );
});
