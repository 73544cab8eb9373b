"use client";

import { Tabs } from "@base-ui/react/tabs";
import { type ReactNode, useState } from "react";
import { PlainText } from "@/components/markdown/plain-text";
import { branchName } from "@/components/runs/branches/branch-name";
import { Timeline } from "@/components/runs/timeline";
import { Button } from "@/components/ui/button";
import { StatusDot } from "@/components/ui/status-dot";
import { chat as words } from "@/lib/messages/chat";
import type { BranchView, RunSummary, WorkflowView } from "@/lib/views/views";
import { BranchPanel } from "./branch-panel";
import { useWork } from "./use-work";

interface Props {
  run: Pick<RunSummary, "id" | "status" | "updatedAt" | "step">;
  workflow: WorkflowView | null;
  /** Branches are asked for at once; otherwise when somebody looks at what was done. */
  eager: boolean;
  /** Raised with every piece of news. */
  news: number;
  children(branches: BranchView[]): ReactNode;
}

const look =
  "-mb-px inline-flex min-h-9 cursor-pointer items-center gap-2 border-b-2 border-transparent px-3 whitespace-nowrap text-quiet -outline-offset-2 hover:text-ink data-active:border-accent data-active:font-semibold data-active:text-ink pointer-coarse:min-h-11";

/** The answer of a turn; beside it what was done for it, and each branch by itself. */
export function TurnTabs({ run, workflow, eager, news, children }: Props) {
  const [value, setValue] = useState("answer");
  const { work, failed, again } = useWork(run.id, eager || value !== "answer", `${run.updatedAt} ${news}`);
  const started = work?.branches.filter(({ runId }) => runId !== null) ?? [];
  const waiting = failed ? (
    <p className="flex items-center gap-3 text-quiet">
      {words.loadFailed} <Button onClick={again}>{words.again}</Button>
    </p>
  ) : (
    <p className="appear-late text-quiet">{words.loading}</p>
  );
  return (
    <Tabs.Root value={value} onValueChange={(next) => setValue(String(next))}>
      <Tabs.List aria-label={words.parts} className="relative flex overflow-x-auto border-b border-line">
        <Tabs.Tab value="answer" className={look}>
          {words.answer}
        </Tabs.Tab>
        <Tabs.Tab value="steps" className={look}>
          {words.steps}
        </Tabs.Tab>
        {started.map((branch) => (
          <Tabs.Tab key={branch.runId} value={branch.runId} className={look}>
            <StatusDot status={branch.status} />
            <span className="max-w-44 truncate">
              <PlainText>{branchName(branch)}</PlainText>
            </span>
          </Tabs.Tab>
        ))}
      </Tabs.List>
      <Tabs.Panel value="answer" className="pt-4 outline-offset-4">
        {children(started)}
      </Tabs.Panel>
      <Tabs.Panel value="steps" className="pt-4 outline-offset-4">
        {work ? <Timeline steps={work.steps} workflow={workflow} run={run} /> : waiting}
      </Tabs.Panel>
      {started.map((branch) => (
        <Tabs.Panel key={branch.runId} value={branch.runId} className="pt-4 outline-offset-4">
          <BranchPanel branch={branch} />
        </Tabs.Panel>
      ))}
    </Tabs.Root>
  );
}
