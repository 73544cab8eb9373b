import { ChevronRight } from "lucide-react";
import { graph as words } from "@/lib/messages/graph";
import type { RunView, StepView, WorkflowView } from "@/lib/views/views";
import { Graph } from "./graph";
import { KeepInView } from "./keep-in-view";

interface Props {
  workflow: WorkflowView;
  run: RunView;
  steps: StepView[];
}

/** Longer ones stay closed on a phone until they are asked for. */
const shortEnough = 8;

/** Beside the run, where there is room for it. */
export function GraphPanel(props: Props) {
  return (
    <KeepInView
      place={props.run.step?.index ?? null}
      label={words.title}
      className="max-lg:hidden lg:sticky lg:top-[calc(var(--top)+24px)] lg:max-h-[calc(100dvh-var(--top)-48px)] lg:w-72 lg:shrink-0 lg:overflow-y-auto lg:p-1 lg:-m-1 xl:w-80"
    >
      <h2 className="mb-3 font-semibold">{words.title}</h2>
      <Graph {...props} />
    </KeepInView>
  );
}

/** The same on a phone, where it opens in its place. */
export function GraphSummary(props: Props) {
  const { workflow, run } = props;
  const here = run.step ? workflow.steps[run.step.index] : undefined;
  const { length } = workflow.steps;
  return (
    <details className="group lg:hidden" open={length <= shortEnough}>
      <summary className="-mx-1 flex min-h-11 items-center gap-1.5 rounded px-1">
        <ChevronRight aria-hidden size={14} className="shrink-0 text-quiet group-open:rotate-90" />
        <span className="font-semibold">{words.title}</span>
        <span className="truncate text-quiet">
          {here ? words.at(here.index + 1, length, here.title) : words.count(length)}
        </span>
      </summary>
      <div className="mt-2 max-w-sm">
        <Graph {...props} />
      </div>
    </details>
  );
}
