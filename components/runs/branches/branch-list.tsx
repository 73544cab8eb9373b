"use client";

import { useState } from "react";
import { controlLook } from "@/components/forms/control-look";
import { Button } from "@/components/ui/button";
import { classNames } from "@/components/ui/class-names";
import { Segmented } from "@/components/ui/segmented";
import { branches as words } from "@/lib/messages/branches";
import { runs } from "@/lib/messages/runs";
import type { BranchView, Page } from "@/lib/views/views";
import { BranchRow } from "./branch-row";
import { useBranches } from "./use-branches";

type Filter = keyof typeof words.filters;

const fits: Record<Filter, (branch: BranchView) => boolean> = {
  all: () => true,
  mine: ({ openReviews }) => openReviews > 0,
  open: ({ status }) => status === "pending" || status === "running" || status === "waiting",
  failed: ({ status }) => status === "failed",
};

/** Filters are worth their room from here on. */
const many = 8;

/** Every branch of one visit, with what waits for the caller. */
export function BranchList({ runId, branches }: { runId: string; branches: Page<BranchView> }) {
  const [filter, setFilter] = useState<Filter>("all");
  const [text, setText] = useState("");
  const { rows, more, failed, load } = useBranches(runId, branches);
  const named = text.trim().toLowerCase();
  const shown = rows.filter(
    (branch) => fits[filter](branch) && `${branch.key} ${branch.title}`.toLowerCase().includes(named),
  );
  return (
    <div className="flex flex-col gap-3">
      {rows.length > many ? (
        <div className="flex flex-wrap items-center gap-3">
          <Segmented<Filter>
            label={words.show}
            value={filter}
            onChange={setFilter}
            options={(Object.keys(words.filters) as Filter[]).map((value) => ({ value, label: words.filters[value] }))}
          />
          <input
            type="search"
            aria-label={words.filter}
            placeholder={words.filter}
            value={text}
            onChange={(event) => setText(event.target.value)}
            className={classNames(controlLook, "max-w-56")}
          />
          <span role="status" className="figures text-quiet">
            {words.shown(shown.length, rows.length)}
          </span>
        </div>
      ) : null}
      {shown.length === 0 ? (
        <p className="text-quiet">{words.none}</p>
      ) : (
        <ol className="overflow-hidden rounded-lg border border-line bg-surface">
          {shown.map((branch) => (
            <li key={`${branch.seq} ${branch.index}`} className="border-b border-line last:border-0">
              <BranchRow branch={branch} />
            </li>
          ))}
        </ol>
      )}
      {more ? (
        <div>
          <Button onClick={load}>{words.more}</Button>
          <span role="status" className="ml-3 text-quiet">
            {failed ? runs.olderFailed : null}
          </span>
        </div>
      ) : null}
    </div>
  );
}
