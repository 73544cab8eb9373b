import { describe, expect, test } from "vitest";
import { type Contender, DEFAULT_NAMES } from "@/bench/contenders/contender";
import { draftOf } from "@/bench/draft";
import { growth } from "@/bench/load/growth";
import { slice } from "@/bench/load/slice";
import { quantile } from "@/bench/measure/figures";
import { readOptions } from "@/bench/options";
import { summaryOf } from "@/bench/report/level-summary";
import { median, withRatio } from "@/bench/report/numbers";
import type { SliceFigures } from "@/bench/session/figures";

/** Counts what it is asked to do; each call takes a turn of the event loop. */
function counting() {
  const done = { started: 0, updated: 0, accepted: 0, mostRounds: 0, atOnce: 0, mostAtOnce: 0 };
  const turn = () => new Promise<void>((resolve) => setImmediate(resolve));
  const contender: Contender = {
    async start() {
      done.started += 1;
      done.atOnce += 1;
      done.mostAtOnce = Math.max(done.mostAtOnce, done.atOnce);
      await turn();
      let rounds = 0;
      return {
        async update() {
          done.updated += 1;
          done.mostRounds = Math.max(done.mostRounds, ++rounds);
          await turn();
        },
        async accept() {
          done.accepted += 1;
          await turn();
          done.atOnce -= 1;
        },
      };
    },
    close: async () => undefined,
  };
  return { contender, done };
}

const turnOf = (rate: number, more: Partial<SliceFigures> = {}): SliceFigures => ({
  rate,
  cycles: 10,
  decisions: [1, 2, 3, 4],
  statements: 30,
  walBytes: 40_000,
  cpuMs: 20,
  postgresCpuMs: 5,
  clientCpuMs: Number.NaN,
  ...more,
});

describe("load", () => {
  test("every cycle that begins is done to its end, by as many callers as asked for", async () => {
    const { contender, done } = counting();
    const { cycles, rate, decisions, clientCpuMs } = await slice(contender, 4, 30);
    expect(done).toMatchObject({ started: cycles, updated: cycles, accepted: cycles, mostAtOnce: 4, atOnce: 0 });
    expect(decisions.length).toBeLessThanOrEqual(2 * cycles);
    expect(rate).toBeGreaterThan(0);
    expect(clientCpuMs).toBeNaN();
  });

  test("the Nth update is measured at N and at most a tenth later, every run ends", async () => {
    const { contender, done } = counting();
    const measured = await growth(contender, [1, 20], 5);
    expect(measured.map(({ round, ms }) => [round, ms.length])).toEqual([
      [1, 5],
      [20, 5],
    ]);
    expect(done).toMatchObject({ started: 5 + 3, accepted: 5 + 3, mostRounds: 21 });
  });

  test("drafts have a kilobyte and differ", () => {
    expect([draftOf(1).length, draftOf(1_000).length]).toEqual([1_024, 1_024]);
    expect(draftOf(1).slice(10)).not.toBe(draftOf(2).slice(10));
  });
});

describe("figures", () => {
  test("medians and quantiles", () => {
    expect([median([3, 1, 2]), median([4, 1]), median([])]).toEqual([2, 2.5, Number.NaN]);
    expect([quantile([4, 3, 2, 1], 0.5), quantile([1, 2], 0.99)]).toEqual([3, 2]);
    expect([withRatio(3, 2), withRatio(3, 2, 2), withRatio(3, Number.NaN)]).toEqual([
      "3.00 (1.5×)",
      "3.00 (1.50×)",
      "3.00",
    ]);
  });

  test("shares are those of one turn, costs those of one cycle", () => {
    const level = {
      atOnce: 1,
      contenders: [
        { name: "limit" as const, transactions: 5, slices: [turnOf(100), turnOf(10), turnOf(1_000)] },
        { name: "engine" as const, transactions: 6, slices: [turnOf(80), turnOf(9), turnOf(100)] },
      ],
    };
    expect(summaryOf(level, "engine")).toMatchObject({ rate: 80, ofLimit: 0.8, ofBlind: Number.NaN, transactions: 6 });
    expect(summaryOf(level, "engine")).toMatchObject({
      p50: 3,
      statements: 3,
      walKb: 4,
      cpuMs: 2.5,
      postgresCpuMs: 0.5,
    });
  });
});

describe("options", () => {
  test("all contenders by default, in the order of the tables however they are named", () => {
    expect(readOptions([])?.contenders).toEqual(DEFAULT_NAMES);
    expect(readOptions([])).toMatchObject({ atOnce: [1, 16, 64], seconds: 2.5, rounds: 5, growth: true, json: null });
    expect(readOptions(["--only", "engine,limit"])?.contenders).toEqual(["limit", "engine"]);
    expect(readOptions(["--help"])).toBeNull();
  });

  test("what does not fit is told", () => {
    expect(() => readOptions(["--only", "other"])).toThrow(/There is no contender "other". There are: blind, limit/);
    expect(() => readOptions(["--at-once", "1,0.5"])).toThrow(
      /--at-once takes a whole number from 1 to 1000, not "0.5"/,
    );
  });
});
