import { Minus, Plus } from "lucide-react";
import { Markdown } from "@/components/markdown/markdown";
import { classNames } from "@/components/ui/class-names";
import { review } from "@/lib/messages/review";
import type { Block, Comparison } from "./compare";

/** `whole` shows unchanged paragraphs too; otherwise a line says how many there are. */
export function ChangesView({ comparison, whole }: { comparison: Comparison; whole: boolean }) {
  const { blocks } = comparison;
  if (blocks.every(({ kind }) => kind === "same") && !whole) return <p className="text-quiet">{review.noChanges}</p>;
  const shown: (Block | { kind: "gap"; count: number })[] = whole ? blocks : withGaps(blocks);
  return (
    <div className="flex flex-col gap-[17px]">
      {shown.map((block, index) => {
        // A comparison never changes: places are as good as names.
        const key = `${block.kind}-${index}`;
        return block.kind === "gap" ? <Gap key={key} count={block.count} /> : <BlockView key={key} block={block} />;
      })}
    </div>
  );
}

function Gap({ count }: { count: number }) {
  return (
    <p className="flex items-center gap-3 text-xs text-quiet before:h-px before:w-6 before:bg-line after:h-px after:flex-1 after:bg-line">
      {review.unchanged(count)}
    </p>
  );
}

function BlockView({ block }: { block: Block }) {
  if (block.kind === "same" || block.kind === "changed") return <Markdown marks>{block.text}</Markdown>;
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
      <Markdown className={added ? "text-inserted" : "text-deleted line-through"}>{block.text}</Markdown>
    </div>
  );
}

function withGaps(blocks: Block[]): (Block | { kind: "gap"; count: number })[] {
  const shown: (Block | { kind: "gap"; count: number })[] = [];
  for (const block of blocks) {
    const last = shown.at(-1);
    if (block.kind !== "same") shown.push(block);
    else if (last?.kind === "gap") last.count++;
    else shown.push({ kind: "gap", count: 1 });
  }
  return shown;
}
