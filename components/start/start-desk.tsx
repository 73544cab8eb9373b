"use client";

import { useSearchParams } from "next/navigation";
import { useEffect, useRef, useState } from "react";
import { fetchBundle, type RunBundle } from "@/components/api/run-bundle";
import { keepUnsent, unsentKey } from "@/components/forms/unsent";
import { ListSkeleton } from "@/components/ui/skeleton";
import { errors } from "@/lib/messages/errors";
import type { Json, WorkflowView } from "@/lib/views/views";
import type { Actor } from "@/lib/words/people";
import { LiveRun } from "./live-run";
import { StartForm } from "./start-form";

/**
 * The form, and in its place what it started. The address says which run that is, so that a reload, the
 * back button and a link all come to the same thing.
 */
export function StartDesk({ workflow, me, bundle }: { workflow: WorkflowView; me: Actor; bundle: RunBundle | null }) {
  const runId = useSearchParams().get("run");
  const [known, setKnown] = useState(bundle);
  const [round, setRound] = useState(0);
  const content = useRef<HTMLDivElement>(null);
  const path = `/start/${encodeURIComponent(workflow.name)}`;
  const shown = runId !== null && known?.run.id === runId ? known : null;
  const missing = useMissing(runId, shown, setKnown);

  const toForm = () => {
    setRound(round + 1);
    history.pushState(null, "", path);
    content.current?.focus();
  };
  const again = (input: Json) => {
    keepUnsent(unsentKey.start(me.id, workflow.name), { values: asTyped(input), attempt: null });
    toForm();
  };
  return (
    <div ref={content} tabIndex={-1} className="outline-none">
      {runId === null ? (
        <div className="max-w-xl">
          <StartForm
            key={round}
            workflow={workflow}
            meId={me.id}
            onStarted={(run) => {
              setKnown({ run, drafts: [], comments: [] });
              history.replaceState(null, "", `${path}?run=${run.id}`);
            }}
          />
        </div>
      ) : shown ? (
        <LiveRun
          key={runId}
          bundle={shown}
          workflow={workflow}
          me={me}
          onAnother={toForm}
          onAgain={() => again(shown.run.input)}
        />
      ) : missing ? (
        <p>{errors.notFound}</p>
      ) : (
        <ListSkeleton rows={3} />
      )}
    </div>
  );
}

/** Fetches a run that the address names and the page did not bring; true when there is none. */
function useMissing(runId: string | null, shown: RunBundle | null, found: (bundle: RunBundle) => void): boolean {
  const [missing, setMissing] = useState<string | null>(null);
  const wanted = shown ? null : runId;
  // biome-ignore lint/correctness/useExhaustiveDependencies: `found` only sets state
  useEffect(() => {
    if (!wanted) return;
    void fetchBundle(null, wanted).then((reply) => (reply.ok ? found(reply.value) : setMissing(wanted)));
  }, [wanted]);
  return missing !== null && missing === runId;
}

/** An input as it was typed into the form. */
function asTyped(input: Json): Record<string, string | boolean> {
  if (typeof input !== "object" || input === null || Array.isArray(input)) return {};
  return Object.fromEntries(
    Object.entries(input).map(([name, value]) => [name, typeof value === "boolean" ? value : String(value)]),
  );
}
