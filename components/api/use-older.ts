"use client";

import { useState } from "react";
import type { Page } from "@/lib/views/views";
import { request } from "./request";

/** The newest of a list that grows at its front, as the server rendered it. */
export interface Newest<T> {
  data: T[];
  nextCursor: string | null;
}

export interface Older<T> {
  /** Newest first. */
  rows: T[];
  more: boolean;
  busy: boolean;
  failed: boolean;
  load(): void;
}

/** Newest rows as they come, and older ones on demand; what was loaded stays while newer rows come in. */
export function useOlder<T>(newest: Newest<T>, numberOf: (row: T) => number, path: string, limit: number): Older<T> {
  const [seen, setSeen] = useState(newest);
  const [kept, setKept] = useState(newest);
  const [state, setState] = useState<"idle" | "busy" | "failed">("idle");
  if (seen !== newest) {
    setSeen(newest);
    setKept(joined(newest, kept, numberOf));
  }
  const load = async () => {
    if (state === "busy" || kept.nextCursor === null) return;
    setState("busy");
    const query = new URLSearchParams({ order: "newest", limit: String(limit), cursor: kept.nextCursor });
    const reply = await request<Page<T>>(`${path}${path.includes("?") ? "&" : "?"}${query}`);
    setState(reply.ok ? "idle" : "failed");
    if (!reply.ok) return;
    const { data, nextCursor } = reply.value;
    setKept((now) => ({ data: [...now.data, ...data], nextCursor }));
  };
  return {
    rows: kept.data,
    more: kept.nextCursor !== null,
    busy: state === "busy",
    failed: state === "failed",
    load: () => void load(),
  };
}

/** Newer rows before those that were loaded; where they don't meet, the old ones are left out. */
function joined<T>(newest: Newest<T>, kept: Newest<T>, numberOf: (row: T) => number): Newest<T> {
  const last = newest.data.at(-1);
  const first = kept.data[0];
  if (!last || !first || numberOf(first) < numberOf(last) - 1) return newest;
  const rest = kept.data.filter((row) => numberOf(row) < numberOf(last));
  return rest.length === 0 ? newest : { data: [...newest.data, ...rest], nextCursor: kept.nextCursor };
}
