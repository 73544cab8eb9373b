"use client";

import { useState } from "react";
import { type Newest, useOlder } from "@/components/api/use-older";
import { useReading } from "@/components/api/use-reading";
import { DraftPanel } from "@/components/reviews/draft-panel";
import { runs as words } from "@/lib/messages/runs";
import type { DraftView } from "@/lib/views/views";
import { LoadOlder } from "./load-older";
import { Unread } from "./unread";

/** The drafts of a run, read when somebody looks and again when there is a newer one. */
export function RunDrafts({ newest, runId }: { newest: number; runId: string }) {
  const path = `/api/v1/runs/${runId}/drafts`;
  const reading = useReading<Newest<DraftView>>(`${path}?order=newest&limit=5`, newest);
  return reading.value ? <Drafts drafts={reading.value} path={path} /> : <Unread reading={reading} />;
}

function Drafts({ drafts, path }: { drafts: Newest<DraftView>; path: string }) {
  const older = useOlder(drafts, ({ revision }) => revision, path, 20);
  const [chosen, setChosen] = useState<number | null>(null);
  const shown = chosen ?? older.rows[0]?.revision;
  if (shown === undefined) return <p className="text-quiet">{words.noDrafts}</p>;
  return (
    <div className="flex max-w-3xl flex-col gap-3">
      <DraftPanel drafts={older.rows.toReversed()} shown={shown} onShow={setChosen} />
      <LoadOlder older={older} />
    </div>
  );
}
