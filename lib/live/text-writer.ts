import type { Effect } from "@/lib/engine/types";
import type { Hub } from "./hub";

/** Other processes see text this often, in milliseconds; the one that writes it, at once. */
const STORE_EVERY_MS = 250;

interface Stored {
  write(runId: string, seq: number, epoch: number, text: string): Promise<void>;
}

/** Passes text on while it is written: to listeners here, and throttled to the database for the others. */
export function textWriter(hub: Hub, stored: Stored): (effect: Effect, text: string) => void {
  const latest = new Map<Effect, string>();
  return (effect, text) => {
    hub.textWritten(effect.runId, { seq: effect.seq, text });
    const waiting = latest.has(effect);
    latest.set(effect, text);
    if (waiting) return;
    setTimeout(() => {
      const newest = latest.get(effect) ?? text;
      latest.delete(effect);
      stored.write(effect.runId, effect.seq, effect.epoch, newest).then(
        () => hub.textStored(effect.runId),
        // Only the view of the making is lost; the draft is kept when it is done.
        () => undefined,
      );
    }, STORE_EVERY_MS);
  };
}
