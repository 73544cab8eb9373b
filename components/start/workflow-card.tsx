import { ArrowRight } from "lucide-react";
import { Link } from "@/components/ui/link";
import { start as words } from "@/lib/messages/start";
import type { WorkflowView } from "@/lib/views/views";

const MAY_ASK = ["agent", "code", "each", "parallel", "race", "workflow"];

export function WorkflowCard({ workflow }: { workflow: WorkflowView }) {
  const questions = workflow.steps.filter(({ kind }) => kind === "form").length;
  const more = workflow.steps.some(({ kind }) => MAY_ASK.includes(kind));
  return (
    <Link
      href={`/start/${encodeURIComponent(workflow.name)}`}
      className="group flex h-full flex-col gap-2 rounded-lg border border-line bg-surface p-5 transition-colors duration-100 hover:border-accent"
    >
      <span className="flex items-center justify-between gap-3">
        <h2 className="text-base font-semibold">{workflow.title}</h2>
        <ArrowRight aria-hidden size={16} className="shrink-0 text-quiet group-hover:text-accent" />
      </span>
      <span className="text-quiet">{workflow.description}</span>
      <span className="mt-auto pt-2 text-xs text-quiet">
        {words.steps(workflow.steps.length)} · {words.asks(questions, more)}
      </span>
    </Link>
  );
}
