import { graph as words } from "@/lib/messages/graph";
import type { RunView, StepView, WorkflowView } from "@/lib/views/views";
import { Arcs } from "./arcs";
import { layoutGraph, size } from "./layout";
import { markOf } from "./marks";
import { GraphNode } from "./node";

/** The workflow of a run from top to bottom: where the run is now is lit, and each step leads to its newest visit. */
export function Graph({ workflow, run, steps }: { workflow: WorkflowView; run: RunView; steps: StepView[] }) {
  const layout = layoutGraph(workflow);
  const titleOf = (index: number) => layout.nodes[index]?.title ?? "";
  return (
    <div className="flex">
      <Arcs layout={layout} side="left" />
      <ol aria-label={words.list} className="min-w-0 flex-1">
        {layout.nodes.map((node, index) => (
          <li key={node.index} aria-current={run.step?.index === node.index ? "step" : undefined}>
            <GraphNode node={node} mark={markOf(node.name, run, steps)} titleOf={titleOf} />
            {index === layout.nodes.length - 1 ? null : <Gap line={node.flowsOn} />}
          </li>
        ))}
      </ol>
      <Arcs layout={layout} side="right" />
    </div>
  );
}

function Gap({ line }: { line: boolean }) {
  const end = size.gap - 1;
  return (
    <svg
      aria-hidden
      width="12"
      height={size.gap}
      fill="none"
      className="mx-auto block stroke-control"
      strokeWidth="1.5"
    >
      {line ? (
        <path
          d={`M 6 0 V ${end} M 2 ${end - 5} L 6 ${end} L 10 ${end - 5}`}
          strokeLinecap="round"
          strokeLinejoin="round"
        />
      ) : null}
    </svg>
  );
}
