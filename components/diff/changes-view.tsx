import { Minus, Plus } from "lucide-react";
import { renderNodes } from "@/components/markdown/render-nodes";
import { classNames } from "@/components/ui/class-names";
import type { Comparison } from "@/lib/markdown/compare";
import type { Merged } from "@/lib/markdown/merge-nodes";
import { markdown } from "@/lib/messages/markdown";
import { review } from "@/lib/messages/review";

/** `whole` shows unchanged paragraphs too; otherwise a line says how many there are. */
export function ChangesView({ comparison, whole }: { comparison: Comparison; whole: boolean }) {
  const { blocks, limit, isCoarse, isSame, isRewritten } = comparison;
  const same = <p className="text-quiet">{isRewritten ? markdown.sameReading : review.noChanges}</p>;
  if (isSame && !whole) return same;
  const shown: (Merged | Gap)[] = whole ? blocks : withGaps(blocks);
  return (
    <div className="flex flex-col gap-[17px]">
      {isSame ? same : null}
      {limit === null ? null : <p className="plain-note">{markdown.plain[limit]}</p>}
      {isCoarse ? <p className="plain-note">{markdown.coarse}</p> : null}
      {shown.map((block, index) => {
        // A comparison never changes: places are as good as names.
        const key = `${block.kind}-${index}`;
        return block.kind === "gap" ? <GapLine key={key} count={block.count} /> : <BlockView key={key} block={block} />;
      })}
    </div>
  );
}

interface Gap {
  kind: "gap";
  count: number;
}

function GapLine({ count }: { count: number }) {
  return (
    <p className="flex items-center gap-3 text-xs text-quiet before:h-px before:w-6 before:bg-line after:h-px after:flex-1 after:bg-line">
      {review.unchanged(count)}
    </p>
  );
}

function BlockView({ block }: { block: Merged }) {
  if (block.kind === "same" || block.kind === "changed")
    return <div className="reading">{renderNodes([block.node])}</div>;
  const added = block.kind === "added";
  const Icon = added ? Plus : Minus;
  return (
    <div className={classNames("-mx-3 rounded-lg px-3 py-2", added ? "bg-inserted-soft" : "bg-deleted-soft")}>
      <p
        className={classNames(
          "mb-1 flex items-center gap-1 text-xs font-semibold",
          added ? "text-inserted" : "text-deleted",
        )}
      >
        <Icon aria-hidden size={12} />
        {added ? review.added : review.removed}
      </p>
      <div className={classNames("reading", added ? "text-inserted" : "text-deleted line-through")}>
        {renderNodes([block.node])}
      </div>
    </div>
  );
}

function withGaps(blocks: Merged[]): (Merged | Gap)[] {
  const shown: (Merged | Gap)[] = [];
  for (const block of blocks) {
    const last = shown.at(-1);
    if (block.kind !== "same") shown.push(block);
    else if (last?.kind === "gap") last.count++;
    else shown.push({ kind: "gap", count: 1 });
  }
  return shown;
}
