import { FilterLinks } from "@/components/ui/filter-links";
import { branches as words } from "@/lib/messages/branches";
import type { BranchView, Page, StepView, WorkflowView } from "@/lib/views/views";
import { BranchList } from "./branch-list";

/** The branches of one visit; a choice where several visits had some. */
export function BranchesPart({
  run,
  workflow,
  joins,
  shown,
  branches,
}: {
  run: { id: string };
  workflow: WorkflowView | null;
  joins: StepView[];
  shown: number | null;
  branches: Page<BranchView>;
}) {
  const titleOf = ({ step }: StepView) => workflow?.steps[step.index]?.title ?? step.name;
  return (
    <div className="flex flex-col gap-4">
      {joins.length > 1 ? (
        <FilterLinks
          label={words.ofVisit}
          options={joins.map((step) => ({
            href: `/runs/${run.id}?visit=${step.seq}#branches`,
            label: words.visit(titleOf(step), step.visit),
            current: step.seq === shown,
          }))}
        />
      ) : null}
      <BranchList key={shown} runId={run.id} branches={branches} />
    </div>
  );
}
