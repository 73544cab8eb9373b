import { setTimeout as pause } from "node:timers/promises";
import { exit } from "@/cli/exit-codes";
import { Failure } from "@/cli/failure";
import { runs } from "@/lib/features/runs/contract";
import type { EventView } from "@/lib/views/views";
import type { Client } from "./client";
import { hasEnded } from "./settle";
import { readFrames } from "./sse-frames";

const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 10_000;

interface Follow {
  /** Only events after this number. */
  after: number;
  signal: AbortSignal;
  /** Told when the connection is gone, before it is tried again. */
  onLost(): void;
}

/** Every event of a run after `after`, each once and in order, over as many connections as it takes. */
export async function* followEvents(client: Client, runId: string, follow: Follow): AsyncGenerator<EventView> {
  const { signal, onLost } = follow;
  let last = follow.after;
  let pauseMs = 0;
  for (;;) {
    try {
      const response = await client.stream(runId, last, signal);
      pauseMs = FIRST_PAUSE_MS;
      for await (const data of readFrames(response)) {
        const event = JSON.parse(data) as EventView;
        if (event.seq <= last) continue;
        last = event.seq;
        yield event;
      }
      // A server that stops ends its streams in good order, too.
      if (hasEnded(await client.get(runs.get, { id: runId }))) return;
    } catch (error) {
      if (signal.aborted) throw signal.reason;
      const isRefused = error instanceof Failure && error.exitCode !== exit.unavailable;
      if (isRefused || pauseMs === 0) throw error;
    }
    onLost();
    await pause(pauseMs, undefined, { signal }).catch(() => undefined);
    if (signal.aborted) throw signal.reason;
    pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS);
  }
}
