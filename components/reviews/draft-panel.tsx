"use client";

import { ChevronDown } from "lucide-react";
import { useState } from "react";
import { ChangesView } from "@/components/diff/changes-view";
import { useComparison } from "@/components/diff/use-comparison";
import { Markdown } from "@/components/markdown/markdown";
import { PlainText } from "@/components/markdown/plain-text";
import { classNames } from "@/components/ui/class-names";
import { Segmented } from "@/components/ui/segmented";
import { Time } from "@/components/ui/time";
import type { Comparison } from "@/lib/markdown/compare";
import { review as words } from "@/lib/messages/review";
import type { DraftView } from "@/lib/views/views";
import { Byline, Paper } from "./paper";

type View = "final" | "changes" | "both";
const views: View[] = ["final", "changes", "both"];

/** One revision of the draft, as it will be read or with what changed since the one before. */
export function DraftPanel({
  drafts,
  shown,
  onShow,
}: {
  drafts: DraftView[];
  shown: number;
  onShow(revision: number): void;
}) {
  const [view, setView] = useState<View>("final");
  const index = drafts.findIndex(({ revision }) => revision === shown);
  const draft = drafts[index];
  // Of a long history not every draft is here.
  const before = drafts.find(({ revision }) => revision === shown - 1);
  const comparison = useComparison(before?.content, draft?.content);
  if (!draft) return null;
  const chosen = comparison ? view : "final";
  return (
    <Paper
      label={words.draft}
      header={
        <>
          <RevisionChoice drafts={drafts} shown={shown} onShow={onShow} />
          {before ? (
            <Segmented<View>
              label={words.show}
              value={chosen}
              onChange={setView}
              options={views.map((value) => ({ value, label: words.views[value] }))}
            />
          ) : null}
        </>
      }
    >
      <Byline>
        <PlainText>{words.draftBy(draft.by)}</PlainText> · <Time at={draft.createdAt} />
        {before ? <Counted comparison={comparison} /> : null}
      </Byline>
      {comparison && chosen !== "final" ? (
        <ChangesView comparison={comparison} whole={chosen === "both"} />
      ) : (
        <Markdown>{draft.content}</Markdown>
      )}
    </Paper>
  );
}

/** Keeps its place while it is not known yet. */
function Counted({ comparison }: { comparison: Comparison | null }) {
  const shown = comparison ?? { isSame: false, isCoarse: false, added: 10, removed: 10 };
  return (
    <span className={classNames("figures", !comparison && "invisible")} aria-hidden={!comparison}>
      {" "}
      · {words.changed(shown)}
    </span>
  );
}

function RevisionChoice({
  drafts,
  shown,
  onShow,
}: {
  drafts: DraftView[];
  shown: number;
  onShow(revision: number): void;
}) {
  if (drafts.length < 2)
    return <span className="font-semibold">{words.draftOf(shown, drafts.at(-1)?.revision ?? shown)}</span>;
  return (
    <span className="relative -ml-2">
      <select
        aria-label={words.whichDraft}
        value={shown}
        onChange={(event) => onShow(Number(event.target.value))}
        className="figures min-h-9 appearance-none rounded-lg bg-transparent py-1 pr-8 pl-2 font-semibold hover:bg-sunken pointer-coarse:min-h-11"
      >
        {drafts.toReversed().map(({ revision }) => (
          <option key={revision} value={revision} className="bg-surface text-ink">
            {words.draftOf(revision, drafts.at(-1)?.revision ?? revision)}
          </option>
        ))}
      </select>
      <ChevronDown
        aria-hidden
        size={16}
        className="pointer-events-none absolute top-1/2 right-2 -translate-y-1/2 text-quiet"
      />
    </span>
  );
}
