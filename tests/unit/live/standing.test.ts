import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Stand } from "@/lib/holdpoint";
import { Standings } from "@/lib/live/standing";
import type { Principal } from "@/lib/words/people";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const person = (userId: string, more: Partial<Principal> = {}) =>
  ({ userId, workspaceId: "w", role: "reviewer", teamIds: [], ...more }) as unknown as Principal;

function standings() {
  const stands = new Map<string, Stand>();
  const asked: string[][] = [];
  const lines: string[] = [];
  const state = { failure: null as Error | null };
  const made = new Standings({
    async standOfAll(callers) {
      asked.push(callers.map(({ userId }) => userId));
      if (state.failure) throw state.failure;
      return callers.map(({ userId }) => stands.get(userId) ?? "same");
    },
    standOf: async ({ userId }) => stands.get(userId) ?? "same",
    log: (line) => void lines.push(line),
  });
  return { made, stands, asked, lines, state };
}

test("T7: one statement a second for all who stay, and none when nobody does", async () => {
  const { made, asked } = standings();
  await vi.advanceTimersByTimeAsync(5_000);
  expect(asked).toEqual([]);
  const stays = ["ana", "ben", "ana"].map((userId) => made.watch(person(userId)));
  await vi.advanceTimersByTimeAsync(3_000);
  expect(asked).toEqual(Array(3).fill(["ana", "ben"]));
  for (const { leave } of stays) leave();
  await vi.advanceTimersByTimeAsync(5_000);
  expect(asked).toHaveLength(3);
  made.watch(person("dana"));
  await vi.advanceTimersByTimeAsync(1_000);
  expect(asked.at(-1)).toEqual(["dana"]);
  made.close();
});

test.each(["out", "changed"] as const)(
  "T7: who is %s is told within a second, in each stay, and others are not",
  async (stand) => {
    const { made, stands } = standings();
    const [one, two] = [made.watch(person("ben")), made.watch(person("ben"))];
    const other = made.watch(person("ana"));
    stands.set("ben", stand);
    expect(await made.ask(person("ben"))).toBe(stand);
    await vi.advanceTimersByTimeAsync(1_000);
    expect([one, two, other].map(({ signal }) => signal.aborted)).toEqual([true, true, false]);
    expect(one.signal.reason).toBe(stand);
    one.leave();
    two.leave();
    other.leave();
  },
);

test("T7: who comes back with other rights is watched anew", async () => {
  const { made, asked } = standings();
  const old = made.watch(person("ben"));
  const anew = made.watch(person("ben", { role: "admin" }));
  await vi.advanceTimersByTimeAsync(1_000);
  expect(asked).toEqual([["ben", "ben"]]);
  old.leave();
  anew.leave();
});

test("T7: a session ends at its time, without a word of the database", async () => {
  const { made } = standings();
  const stay = made.watch(person("ben"), new Date(Date.now() + 2_500));
  await vi.advanceTimersByTimeAsync(2_000);
  expect(stay.signal.aborted).toBe(false);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(stay.signal.reason).toBe("out");
  stay.leave();
});

test("nobody is sent away because the database is, and the log says it once", async () => {
  const { made, state, lines, stands } = standings();
  const stay = made.watch(person("ben"));
  state.failure = new Error("Connection terminated unexpectedly");
  await vi.advanceTimersByTimeAsync(5_000);
  expect([stay.signal.aborted, lines.length]).toEqual([false, 1]);
  state.failure = null;
  stands.set("ben", "out");
  await vi.advanceTimersByTimeAsync(1_000);
  expect(stay.signal.aborted).toBe(true);
  stay.leave();
});
