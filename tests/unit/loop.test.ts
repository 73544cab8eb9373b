import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Loop } from "@/lib/loop";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function loop() {
  const rounds: { end(): void; fail(error: Error): void }[] = [];
  const lines: string[] = [];
  const made = new Loop(
    () => new Promise<void>((resolve, reject) => rounds.push({ end: () => resolve(), fail: (error) => reject(error) })),
    { everyMs: 1_000, what: "Looking", log: (line) => void lines.push(line) },
  );
  /** Ends the round under way, or lets it fail, and passes the time to the next. */
  const next = async (error?: Error) => {
    const round = rounds.at(-1);
    if (error) round?.fail(error);
    else round?.end();
    await vi.advanceTimersByTimeAsync(1_000);
  };
  return { made, rounds, lines, next };
}

test("a round comes after each interval, and none while one is under way", async () => {
  const { made, rounds, next } = loop();
  made.start();
  made.start();
  expect(rounds).toHaveLength(0);
  await vi.advanceTimersByTimeAsync(3_500);
  expect(rounds).toHaveLength(1);
  await next();
  expect(rounds).toHaveLength(2);
});

test("what is asked for while a round is under way is one more, however often", async () => {
  const { made, rounds } = loop();
  for (let count = 0; count < 5; count++) void made.now();
  expect(rounds).toHaveLength(1);
  rounds[0]?.end();
  await vi.advanceTimersByTimeAsync(0);
  expect(rounds).toHaveLength(2);
  rounds[1]?.end();
  await vi.advanceTimersByTimeAsync(5_000);
  expect(rounds).toHaveLength(2);
});

test("while rounds fail the log says it once, and again when one has worked in between", async () => {
  const { made, lines, next } = loop();
  made.start();
  await next();
  for (let count = 0; count < 3; count++) await next(new Error("Away."));
  expect(lines).toEqual(["Looking failed, trying again: Error: Away."]);
  await next();
  await next(new Error("Away."));
  expect(lines).toHaveLength(2);
});

test("paused it does nothing until it is started again; stopped it stays so, after the round under way", async () => {
  const { made, rounds, next } = loop();
  made.start();
  await next();
  made.pause();
  await next();
  await vi.advanceTimersByTimeAsync(5_000);
  expect(rounds).toHaveLength(1);
  made.start();
  await next();
  expect(rounds).toHaveLength(2);
  let over = false;
  const stopped = made.stop().then(() => {
    over = true;
  });
  await vi.advanceTimersByTimeAsync(5_000);
  expect([over, made.stopped]).toEqual([false, true]);
  rounds[1]?.end();
  await stopped;
  made.start();
  await vi.advanceTimersByTimeAsync(5_000);
  expect(rounds).toHaveLength(2);
});
