"use client";

import { useState } from "react";
import { type Newest, useOlder } from "@/components/api/use-older";
import { DraftPanel } from "@/components/reviews/draft-panel";
import { runs as words } from "@/lib/messages/runs";
import type { DraftView } from "@/lib/views/views";
import { LoadOlder } from "./load-older";

export function RunDrafts({ drafts, runId }: { drafts: Newest<DraftView>; runId: string }) {
  const older = useOlder(drafts, ({ revision }) => revision, `/api/v1/runs/${runId}/drafts`, 20);
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
