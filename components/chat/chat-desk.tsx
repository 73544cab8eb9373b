"use client";

import { useRouter } from "next/navigation";
import { useEffect, useRef, useState } from "react";
import type { RunBundle } from "@/components/api/run-bundle";
import { unsentKey } from "@/components/forms/unsent";
import { Button } from "@/components/ui/button";
import { chat as words } from "@/lib/messages/chat";
import { asksOf } from "@/lib/views/run";
import type { TurnView } from "@/lib/views/threads";
import type { Page, RunView, WorkflowView } from "@/lib/views/views";
import { Composer } from "./composer";
import { Said } from "./said";
import { threadPath } from "./thread-path";
import { Turn } from "./turn";
import { type Begun, useSend } from "./use-send";
import { useTurns } from "./use-turns";
import { Welcome } from "./welcome";

interface Props {
  threadId: string | null;
  /** The newest first. */
  turns: Page<TurnView>;
  /** Of the last turn. */
  bundle: RunBundle | null;
  workflow: WorkflowView | null;
  meId: string;
}

/** One conversation: what was said and answered, and where the next message is written. */
export function ChatDesk({ threadId, turns, bundle, workflow, meId }: Props) {
  const router = useRouter();
  const { rows, more, failed, load, add } = useTurns(threadId, turns);
  const [live, setLive] = useState(bundle);
  const [now, setNow] = useState<RunView | null>(bundle?.run ?? null);
  const end = useRef<HTMLDivElement>(null);
  const storageKey = unsentKey.chat(meId, threadId ?? "");
  const begun = ({ threadId: begunId, run }: Begun) => {
    if (threadId === null) return router.push(threadPath(begunId));
    add(run);
    setLive({ run, drafts: [], comments: [] });
    setNow(run);
    router.refresh();
  };
  const { sending, refusal, send } = useSend(threadId, storageKey, begun);

  const status = now?.status;
  // The list on the left says how each conversation stands.
  // biome-ignore lint/correctness/useExhaustiveDependencies: only the status matters there
  useEffect(() => {
    if (status !== undefined && status !== bundle?.run.status) router.refresh();
  }, [status]);
  const lastId = rows.at(-1)?.run.id;
  const held = now === null || (now.status !== "running" && now.status !== "waiting") ? null : now;
  // The answer is written in the question's own form.
  const asked = held ? asksOf(held)[0]?.id : undefined;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new message is to be seen
  useEffect(() => {
    void end.current?.scrollIntoView({ block: "end" });
  }, [lastId, sending, asked]);

  const isEmpty = rows.length === 0 && sending === null;
  return (
    <>
      {isEmpty ? <Welcome onTry={send} /> : null}
      {more ? (
        <p className="mb-6 flex flex-wrap items-center justify-center gap-3">
          <Button onClick={load}>{words.earlier}</Button>
          {failed ? <span role="status">{words.earlierFailed}</span> : null}
        </p>
      ) : null}
      <ol aria-label={words.conversation} className="flex flex-col gap-10 pb-10">
        {rows.map((turn) => (
          <Turn
            key={turn.run.id}
            turn={turn}
            workflow={workflow}
            bundle={live?.run.id === turn.run.id ? live : null}
            meId={meId}
            onRun={setNow}
          />
        ))}
        {sending === null ? null : (
          <li aria-busy>
            <Said text={sending} />
          </li>
        )}
      </ol>
      <Composer
        key={storageKey}
        storageKey={storageKey}
        isFirst={rows.length === 0}
        hidden={asked !== undefined}
        held={held === null ? null : words.atWork}
        sending={sending}
        refusal={refusal}
        onSend={send}
      />
      <div ref={end} />
    </>
  );
}
