"use client";

import { useState } from "react";
import { request } from "@/components/api/request";
import type { TurnView } from "@/lib/views/threads";
import type { Page, RunView } from "@/lib/views/views";

/** Turns of a thread, the oldest first: those that the page came with, earlier ones on demand, and new ones. */
export function useTurns(threadId: string | null, newest: Page<TurnView>) {
  const [earlier, setEarlier] = useState<Page<TurnView> | null>(null);
  const [added, setAdded] = useState<TurnView[]>([]);
  const [failed, setFailed] = useState(false);
  const cursor = earlier ? earlier.nextCursor : newest.nextCursor;
  const known = new Map(
    [...(earlier?.data ?? []), ...newest.data, ...added].map((turn) => [turn.run.id, turn] as const),
  );
  const rows = [...known.values()].sort((a, b) => a.number - b.number);
  const load = async () => {
    if (cursor === null || threadId === null) return;
    const query = new URLSearchParams({ limit: "20", cursor });
    const reply = await request<Page<TurnView>>(`/api/v1/threads/${encodeURIComponent(threadId)}/turns?${query}`);
    setFailed(!reply.ok);
    if (!reply.ok) return;
    const { data, nextCursor } = reply.value;
    setEarlier((before) => ({ data: [...data, ...(before?.data ?? [])], nextCursor }));
  };
  return {
    rows,
    more: cursor !== null,
    failed,
    load: () => void load(),
    add: (run: RunView) => setAdded([...added, { number: (rows.at(-1)?.number ?? 0) + 1, run }]),
  };
}
