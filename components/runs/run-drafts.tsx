"use client";

import { useState } from "react";
import { DraftPanel } from "@/components/reviews/draft-panel";
import { runs as words } from "@/lib/messages/runs";
import type { DraftView } from "@/lib/views/views";

export function RunDrafts({ drafts }: { drafts: DraftView[] }) {
  const [chosen, setChosen] = useState<number | null>(null);
  const shown = chosen ?? drafts.at(-1)?.revision;
  if (shown === undefined) return <p className="text-quiet">{words.noDrafts}</p>;
  return (
    <div className="max-w-3xl">
      <DraftPanel drafts={drafts} shown={shown} onShow={setChosen} />
    </div>
  );
}
