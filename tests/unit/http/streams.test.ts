import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { setHoldpoint } from "@/lib/app";
import type { Holdpoint } from "@/lib/holdpoint";
import { eventStream, heartbeat, heartbeatMs } from "@/lib/http/event-stream";
import { liveFrames, type WrittenText, whatIsNew } from "@/lib/http/live-frames";
import { type RunEventsRequest, runEvents } from "@/lib/http/run-events";
import type { EventView, RunView } from "@/lib/views/views";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** A run that a test moves by hand. */
function movingRun() {
  const events: EventView[] = [];
  const listeners = new Set<() => void>();
  const state = { status: "running" as RunView["status"], failure: null as Error | null };
  const request: RunEventsRequest = {
    operations: {
      getRun: async () => {
        if (state.failure) throw state.failure;
        return { status: state.status } as RunView;
      },
      listEvents: async (_, __, { limit, cursor }) => {
        const data = events.filter(({ seq }) => seq > Number(cursor ?? 0)).slice(0, limit);
        const more = events.length > (data.at(-1)?.seq ?? events.length);
        return { data, nextCursor: more ? String(data.at(-1)?.seq) : null };
      },
    },
    live: {
      onRun: (_, listener) => {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
    },
    principal: {} as RunEventsRequest["principal"],
    runId: "r",
    after: 0,
  };
  const add = (count: number, status: RunView["status"] = state.status) => {
    for (let made = 0; made < count; made++) events.push({ seq: events.length + 1, type: "made" } as EventView);
    state.status = status;
    for (const listener of listeners) listener();
  };
  return { request, state, listeners, add };
}

const idsOf = (frames: string[]) => frames.flatMap((frame) => /^id: (\d+)/.exec(frame)?.[1] ?? []).map(Number);
const upTo = (last: number) => Array.from({ length: last }, (_, index) => index + 1);

async function collect(frames: AsyncGenerator<string>, into: string[] = []): Promise<string[]> {
  for await (const frame of frames) into.push(frame);
  return into;
}

describe("the events of a run", () => {
  test("each comes once, in order, over pages, until the run has ended; then nobody listens any more", async () => {
    const { request, listeners, add } = movingRun();
    add(450);
    const seen: string[] = [];
    const reading = collect(runEvents(request, new AbortController().signal), seen);
    await vi.advanceTimersByTimeAsync(0);
    expect(idsOf(seen)).toEqual(upTo(450));
    add(3);
    await vi.advanceTimersByTimeAsync(0);
    add(200, "completed");
    await reading;
    expect(idsOf(seen)).toEqual(upTo(653));
    expect(listeners.size).toBe(0);
  });

  test("a change that nobody announced is found at the next heartbeat", async () => {
    const { request, listeners, state, add } = movingRun();
    const seen: string[] = [];
    const reading = collect(runEvents(request, new AbortController().signal), seen);
    await vi.advanceTimersByTimeAsync(0);
    listeners.clear();
    add(1, "failed");
    await vi.advanceTimersByTimeAsync(heartbeatMs);
    await reading;
    expect(seen[0]).toBe(heartbeat);
    expect(idsOf(seen)).toEqual([1]);
    expect(state.status).toBe("failed");
  });

  test("it outlives a database that is away, and no other error", async () => {
    const { request, state, listeners, add } = movingRun();
    const seen: string[] = [];
    const reading = collect(runEvents(request, new AbortController().signal), seen);
    await vi.advanceTimersByTimeAsync(0);
    state.failure = new Error("Connection terminated unexpectedly");
    add(1);
    await vi.advanceTimersByTimeAsync(3_000);
    expect(idsOf(seen)).toEqual([]);
    state.failure = null;
    await vi.advanceTimersByTimeAsync(1_000);
    expect(idsOf(seen)).toEqual([1]);
    state.failure = new Error("a mistake");
    const failed = expect(reading).rejects.toThrow("a mistake");
    add(1);
    await failed;
    expect(listeners.size).toBe(0);
  });
});

describe("what an open page is told", () => {
  function source(current: WrittenText | null = null) {
    const listeners = new Set<{ changed(): void; written(frame: WrittenText): void }>();
    const stop = new AbortController();
    const seen: string[] = [];
    const reading = collect(
      liveFrames(
        {
          listen: (changed, written) => {
            const listener = { changed, written };
            listeners.add(listener);
            return () => listeners.delete(listener);
          },
          maySee: async () => true,
          currentText: async () => current,
        },
        stop.signal,
      ),
      seen,
    );
    const all = (tell: (listener: { changed(): void; written(frame: WrittenText): void }) => void) =>
      listeners.forEach(tell);
    return { listeners, seen, reading, stop, all };
  }
  const changed = "event: changed\ndata: {}\n\n";
  const text = (seq: number, from: number, piece: string) =>
    `event: text\ndata: ${JSON.stringify({ seq, from, text: piece })}\n\n`;

  test("the text so far and to look; later only what is new, at most ten times a second", async () => {
    const { seen, all } = source({ seq: 2, text: "Once" });
    await vi.advanceTimersByTimeAsync(0);
    expect(seen).toEqual([text(2, 0, "Once"), changed]);
    for (let words = 1; words <= 50; words++) {
      all(({ written }) => written({ seq: 2, text: `Once${" upon".repeat(words)}` }));
      all((listener) => listener.changed());
      await vi.advanceTimersByTimeAsync(10);
    }
    await vi.advanceTimersByTimeAsync(200);
    const pieces = seen.slice(2).filter((frame) => frame !== changed);
    expect(pieces.length).toBeLessThanOrEqual(6);
    expect(seen.filter((frame) => frame === changed).length).toBeLessThanOrEqual(7);
    const joined = pieces.map((frame) => JSON.parse(frame.slice(frame.indexOf("{"))).text).join("");
    expect(joined).toBe(" upon".repeat(50));
  });

  test("a text that begins anew is sent whole", () => {
    expect(whatIsNew({ seq: 2, text: "Once" }, { seq: 2, text: "Once upon" })).toEqual({
      seq: 2,
      from: 4,
      text: " upon",
    });
    expect(whatIsNew({ seq: 2, text: "Once" }, { seq: 2, text: "Then" })).toEqual({ seq: 2, from: 0, text: "Then" });
    expect(whatIsNew({ seq: 2, text: "Once" }, { seq: 5, text: "Once more" })).toEqual({
      seq: 5,
      from: 0,
      text: "Once more",
    });
  });

  test("quiet streams beat; whoever leaves is not listened for any longer", async () => {
    const { seen, reading, stop, listeners } = source();
    await vi.advanceTimersByTimeAsync(heartbeatMs * 2 + 1_000);
    expect(seen).toEqual([changed, heartbeat, heartbeat]);
    expect(listeners.size).toBe(1);
    stop.abort();
    await reading;
    expect(listeners.size).toBe(0);
  });
});

describe("a stream's connection", () => {
  setHoldpoint({ settings: { publicUrl: "http://localhost:3000" } } as Holdpoint);

  /** A seat whose caller a test puts out. */
  function seat() {
    const ended = new AbortController();
    return { signal: ended.signal, leave: vi.fn(), end: () => ended.abort("out") };
  }

  test.each(["the client's signal", "the reader"])("closing it by %s stops the source and its listener", async (by) => {
    const { request, listeners, add } = movingRun();
    const client = new AbortController();
    const taken = seat();
    const stream = eventStream({ seat: taken, signal: client.signal }, (stop) => runEvents(request, stop));
    const reader = stream.body?.getReader();
    add(1);
    expect(new TextDecoder().decode((await reader?.read())?.value)).toBe("retry: 1000\n\n");
    expect(new TextDecoder().decode((await reader?.read())?.value)).toMatch(/^id: 1\n/);
    expect(listeners.size).toBe(1);
    if (by === "the reader") await reader?.cancel();
    else client.abort();
    await vi.advanceTimersByTimeAsync(0);
    expect(listeners.size).toBe(0);
    expect(taken.leave).toHaveBeenCalledOnce();
  });

  test.each(["that is quiet", "that nobody reads"])("T7: a stream %s ends when its caller is out", async (which) => {
    const { request, listeners, add } = movingRun();
    const taken = seat();
    const signal = new AbortController().signal;
    const reader = eventStream({ seat: taken, signal }, (stop) => runEvents(request, stop)).body?.getReader();
    add(3);
    const before = which === "that is quiet" ? 4 : 1;
    for (let read = 0; read < before; read++) await reader?.read();
    if (which === "that is quiet") void reader?.read().catch(() => undefined);
    await vi.advanceTimersByTimeAsync(0);
    taken.end();
    add(1);
    await vi.advanceTimersByTimeAsync(0);
    expect(listeners.size).toBe(0);
    expect(taken.leave).toHaveBeenCalledOnce();
    const rest: string[] = [];
    for (let next = await reader?.read(); next && !next.done; next = await reader?.read())
      rest.push(new TextDecoder().decode(next.value));
    expect(rest.join("")).not.toContain("id: 4");
  });

  test("a stream whose source ends, or fails, leaves its seat", async () => {
    for (const failure of [null, new Error("a mistake")]) {
      const taken = seat();
      const source = async function* () {
        yield "one";
        if (failure) throw failure;
      };
      const response = eventStream({ seat: taken, signal: new AbortController().signal }, source);
      await response.text().catch((error: Error) => expect(error).toBe(failure));
      expect(taken.leave).toHaveBeenCalledOnce();
    }
  });

  test("the source runs no faster than its reader", async () => {
    let made = 0;
    const endless = async function* () {
      for (;;) yield `${++made}`;
    };
    const signal = new AbortController().signal;
    const reader = eventStream({ seat: seat(), signal }, endless).body?.getReader();
    for (let read = 0; read < 5; read++) await reader?.read();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(made).toBeLessThanOrEqual(6);
    await reader?.cancel();
  });
});
