import type { LiveRun } from "@/components/api/use-run";
import { AskedFor } from "@/components/reviews/asked-for";
import { DraftPanel } from "@/components/reviews/draft-panel";
import { Question } from "@/components/reviews/question";
import { WritingPanel } from "@/components/reviews/writing-panel";
import { progress, workingOn } from "@/lib/messages/progress";
import { asksOf } from "@/lib/views/run";
import type { WorkflowView } from "@/lib/views/views";
import { Result } from "./result";

interface Props {
  live: LiveRun;
  workflow: WorkflowView;
  shown: number | null;
  onShow(revision: number): void;
}

/** What there is to read now, always in the same place: the draft, the next one as it comes, the result. */
export function Reading({ live, workflow, shown, onShow }: Props) {
  const { run, drafts, text } = live;
  if (run.status === "completed") return <Result run={run} />;
  const working = workingOn(run, workflow, drafts.at(-1)?.revision ?? 0);
  const writing = run.status === "running" && (drafts.length === 0 || (working.kind === "draft" && text !== ""));
  if (writing) return <WritingPanel name={progress.name(working)} sentence={progress.writing(working)} text={text} />;
  if (shown !== null) return <DraftPanel drafts={drafts} shown={shown} onShow={onShow} />;
  const [open] = asksOf(run);
  return open ? (
    <Question review={open} models={run.models} titled>
      <AskedFor input={run.input} fields={workflow.input.fields} open />
    </Question>
  ) : null;
}
