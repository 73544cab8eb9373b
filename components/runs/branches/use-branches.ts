"use client";

import { useState } from "react";
import { request } from "@/components/api/request";
import type { BranchView, Page } from "@/lib/views/views";

/** The branches of a visit: the first page comes anew with every change, the others on demand. */
export function useBranches(runId: string, first: Page<BranchView>) {
  const [rest, setRest] = useState<Page<BranchView> | null>(null);
  const [failed, setFailed] = useState(false);
  const cursor = rest ? rest.nextCursor : first.nextCursor;
  const load = async () => {
    if (cursor === null) return;
    const seq = first.data[0]?.seq;
    const query = new URLSearchParams({ limit: "200", cursor, ...(seq ? { seq: String(seq) } : {}) });
    const reply = await request<Page<BranchView>>(`/api/v1/runs/${runId}/branches?${query}`);
    setFailed(!reply.ok);
    if (!reply.ok) return;
    const { data, nextCursor } = reply.value;
    setRest((known) => ({ data: [...(known?.data ?? []), ...data], nextCursor }));
  };
  return { rows: [...first.data, ...(rest?.data ?? [])], more: cursor !== null, failed, load: () => void load() };
}
