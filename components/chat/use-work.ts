"use client";

import { useEffect, useRef, useState } from "react";
import { request } from "@/components/api/request";
import type { BranchView, Page, StepView } from "@/lib/views/views";

/** What a turn's run did: its newest steps, and the branches of the last visit that had some. */
export interface Work {
  steps: Page<StepView>;
  branches: BranchView[];
}

/** Loaded while it is looked at, and again when `version` says that there is more. */
export function useWork(runId: string, wanted: boolean, version: string) {
  const [work, setWork] = useState<Work | null>(null);
  const [failed, setFailed] = useState(false);
  const [round, setRound] = useState(0);
  const latest = useRef(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: version and round say when to look again
  useEffect(() => {
    if (!wanted) return;
    const mine = ++latest.current;
    void readWork(runId).then((found) => {
      if (latest.current !== mine) return;
      setFailed(found === null);
      if (found) setWork(found);
    });
  }, [runId, wanted, version, round]);
  return { work, failed: failed && work === null, again: () => setRound(round + 1) };
}

async function readWork(runId: string): Promise<Work | null> {
  const path = `/api/v1/runs/${encodeURIComponent(runId)}`;
  const [steps, branches] = await Promise.all([
    request<Page<StepView>>(`${path}/steps?order=newest&limit=40`),
    request<Page<BranchView>>(`${path}/branches?limit=200`),
  ]);
  if (!steps.ok || !branches.ok) return null;
  const last = branches.value.data.at(-1)?.seq;
  return { steps: steps.value, branches: branches.value.data.filter(({ seq }) => seq === last) };
}
