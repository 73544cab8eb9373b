import type { TextFrame } from "./live-hub";

/** The text of one visit as far as it has come. */
export interface LiveText {
  seq: number;
  text: string;
  /** Visits up to this one have ended; their text is no longer live. */
  over: number;
}

export const noText: LiveText = { seq: 0, text: "", over: 0 };

/** Adds a frame. Frames of earlier visits and frames with a gap before them change nothing. */
export function joinText(current: LiveText, frame: TextFrame): LiveText {
  if (frame.seq < current.seq) return current;
  const before = frame.seq === current.seq ? current.text : "";
  const from = frame.from ?? 0;
  if (from > before.length) return current;
  return { ...current, seq: frame.seq, text: before.slice(0, from) + frame.text };
}
