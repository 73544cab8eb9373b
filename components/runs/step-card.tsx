"use client";

import { ChevronRight } from "lucide-react";
import { useState } from "react";
import { PlainText } from "@/components/markdown/plain-text";
import { classNames } from "@/components/ui/class-names";
import { StatusBadge } from "@/components/ui/status-badge";
import { Time } from "@/components/ui/time";
import { looksOf } from "@/lib/engine/steps";
import { runs as words } from "@/lib/messages/runs";
import { duration } from "@/lib/messages/time";
import type { RunRights, RunStatus, StepView } from "@/lib/views/views";
import { ForkRun } from "./control/fork-run";
import { RewindRun } from "./control/rewind-run";
import { KindIcon } from "./graph/kind-icon";
import { StepData } from "./step-data";

const dots: Record<StepView["status"], string> = {
  running: "bg-running",
  waiting: "bg-waiting",
  completed: "bg-done",
  failed: "bg-failed",
  canceled: "bg-control",
};

interface Props {
  step: StepView;
  title: string;
  run: { id: string; status: RunStatus; rights?: RunRights };
  last: boolean;
}

/** One visit of one step: in a line, and in full when opened. */
export function StepCard({ step, title, run, last }: Props) {
  const [open, setOpen] = useState(step.status === "failed");
  return (
    <li id={`visit-${step.seq}`} className="relative scroll-mt-16 pl-7 target:[&>details]:border-accent">
      <span
        aria-hidden
        className={classNames("absolute top-[15px] left-[5px] size-2.5 rounded-full", dots[step.status])}
      />
      {last ? null : <span aria-hidden className="absolute top-7 -bottom-2 left-[9px] w-px bg-line" />}
      <details
        className="group rounded-lg border border-transparent open:border-line open:bg-surface"
        open={step.status === "failed"}
        onToggle={(event) => setOpen(event.currentTarget.open)}
      >
        <summary className="grid min-h-10 grid-cols-[14px_14px_minmax(0,1fr)] gap-x-3 gap-y-1 rounded-lg p-2 hover:bg-sunken group-open:hover:bg-transparent sm:grid-cols-[14px_14px_minmax(0,1fr)_auto]">
          <ChevronRight aria-hidden size={14} className="mt-0.75 text-quiet group-open:rotate-90" />
          <KindIcon kind={step.kind} className="mt-0.75 text-quiet" />
          <span className="wrap-anywhere">
            <span className="mr-3 font-semibold">{title}</span>
            <span className="text-quiet">
              {looksOf(step.kind).word}
              {step.visit > 1 ? ` · ${words.visit(step.visit)}` : null}
              {step.attempt > 1 ? ` · ${words.attempt(step.attempt)}` : null}
            </span>
          </span>
          <span className="figures flex items-start gap-3 text-quiet max-sm:col-start-3">
            <Duration step={step} />
            <StatusBadge status={step.status} />
          </span>
        </summary>
        {open ? <Details step={step} title={title} run={run} /> : null}
      </details>
    </li>
  );
}

function Duration({ step }: { step: StepView }) {
  if (step.endedAt) return <span>{duration(Date.parse(step.endedAt) - Date.parse(step.startedAt))}</span>;
  return (
    <span>
      {words.since} <Time at={step.startedAt} as="short" />
    </span>
  );
}

function Details({ step, title, run }: Omit<Props, "last">) {
  const visit = { runId: run.id, seq: step.seq, title, visit: step.visit };
  return (
    <div className="flex flex-col gap-4 px-4 pt-1 pb-4">
      <dl className="figures flex flex-wrap gap-x-8 gap-y-2">
        <Fact name={words.stepName}>
          <code className="font-mono text-xs">{step.step.name}</code>
        </Fact>
        <Fact name={words.started}>
          <Time at={step.startedAt} withClock />
        </Fact>
        {step.endedAt ? (
          <Fact name={words.took}>{duration(Date.parse(step.endedAt) - Date.parse(step.startedAt))}</Fact>
        ) : null}
        <Fact name={words.place}>
          <a href={`#visit-${step.seq}`} className="underline decoration-line hover:decoration-ink">
            {words.placeOf(step.seq)}
          </a>
        </Fact>
        {step.model ? <Fact name={words.model}>{step.model}</Fact> : null}
        {step.tokens ? <Fact name={words.tokens}>{words.tokenCount(step.tokens.in, step.tokens.out)}</Fact> : null}
      </dl>
      {step.error ? (
        <div>
          <p className="mb-1 text-xs text-quiet">{words.error}</p>
          <p className="rounded-lg bg-failed-soft px-3 py-2 wrap-anywhere text-failed">
            <PlainText>{step.error.message}</PlainText> <code className="font-mono text-xs">({step.error.code})</code>
          </p>
        </div>
      ) : null}
      <StepData runId={run.id} step={step} />
      <div className="flex flex-wrap gap-2">
        <RewindRun
          {...visit}
          offered={run.rights?.rewind === true && run.status !== "completed" && run.status !== "canceled"}
        />
        {run.rights?.fork ? <ForkRun {...visit} withData={run.rights.forkWithData} /> : null}
      </div>
    </div>
  );
}

function Fact({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <div>
      <dt className="text-xs text-quiet">{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
