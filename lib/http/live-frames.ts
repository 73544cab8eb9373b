import { isUnavailable } from "@/lib/unavailable";
import { Bell } from "./bell";
import { frame, heartbeat, heartbeatMs } from "./event-stream";

/** At most this often, in milliseconds, however fast things happen. */
const paceMs = 100;

export interface WrittenText {
  seq: number;
  text: string;
}

export interface LiveSource {
  /** Starts listening, calls back on every change and on every piece of text, returns how to stop. */
  listen(changed: () => void, written: (frame: WrittenText) => void): () => void;
  /** The text written so far, for who comes in the middle. */
  currentText(): Promise<WrittenText | null>;
  /** False where visit `seq` is not for who listens. */
  maySee(seq: number): Promise<boolean>;
}

/**
 * For an open page: `changed` (look again; always once at the start) and `text`, `{seq, from, text}`: what
 * follows the first `from` characters of the text of visit `seq`.
 */
export async function* liveFrames(source: LiveSource, stop: AbortSignal): AsyncGenerator<string> {
  const bell = new Bell(stop);
  let changed = true;
  let latest: WrittenText | null = null;
  let sent: WrittenText = { seq: 0, text: "" };
  const isSeen = gate(source);
  const onText = (written: WrittenText) => {
    latest = written;
    bell.ring();
  };
  const onChange = () => {
    changed = true;
    bell.ring();
  };
  const stopListening = source.listen(onChange, onText);
  try {
    const current = await unlessAway(() => source.currentText(), null);
    latest ??= current;
    while (!stop.aborted) {
      const next: WrittenText | null = latest;
      latest = null;
      if (next && (next.seq !== sent.seq || next.text !== sent.text) && (await isSeen(next.seq))) {
        yield frame({ event: "text", data: whatIsNew(sent, next) });
        sent = next;
      }
      // After the text: who looks again because the writing is over has all of it.
      if (changed) {
        changed = false;
        yield frame({ event: "changed", data: {} });
      }
      await bell.rest(paceMs);
      if (await bell.wait(heartbeatMs)) continue;
      if (stop.aborted) return;
      yield heartbeat;
    }
  } finally {
    stopListening();
  }
}

/** Asks once for each visit, because curtains fall between visits. */
function gate(source: Pick<LiveSource, "maySee">): (seq: number) => Promise<boolean> {
  let known = { seq: 0, seen: false };
  return async (seq) => {
    if (seq !== known.seq) {
      const seen = await unlessAway(() => source.maySee(seq), null);
      if (seen === null) return false;
      known = { seq, seen };
    }
    return known.seen;
  };
}

/** A text that begins anew (another visit, another attempt) is sent whole. */
export function whatIsNew(sent: WrittenText, next: WrittenText): WrittenText & { from: number } {
  const goesOn = next.seq === sent.seq && next.text.startsWith(sent.text);
  const from = goesOn ? sent.text.length : 0;
  return { seq: next.seq, from, text: next.text.slice(from) };
}

/** The stream outlives a database that is away for a while. */
async function unlessAway<T>(ask: () => Promise<T>, otherwise: T): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    if (!isUnavailable(error)) throw error;
    return otherwise;
  }
}
