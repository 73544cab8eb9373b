import { v7 as newId } from "uuid";
import type { KeptResponse } from "@/lib/contract/keep";
import type { Change } from "@/lib/engine/change";
import { compile } from "@/lib/engine/definition/compile";
import { unstartedRun } from "@/lib/engine/newborn";
import { transition } from "@/lib/engine/transition";
import type { RunSnapshot } from "@/lib/operations/records";
import { textarea, workflow } from "@/lib/workflow";

const WORKSPACE = "01999999-0000-7000-8000-000000000001";
const ANA = { kind: "person" as const, id: "ana", name: "Ana" };
const program = compile(
  workflow("judge", { title: "Judge", input: {} })
    .form("review", {
      fields: { note: textarea({ label: "Note" }) },
      comment: "note",
      actions: { ok: { label: "OK" } },
    })
    .end("done", { output: () => null })
    .build(),
  "1",
);

/** The change that begins a run, which then waits at its form. */
export function started(id = newId()): Change {
  const input = { id, workspaceId: WORKSPACE, workflow: "judge", version: "1", input: {}, model: null, startedBy: ANA };
  return changed(transition(program, unstartedRun({ ...input, now: new Date() }), { type: "run.started" }, newId));
}

/** The change that answers it. */
export function decided(snapshot: RunSnapshot, note: string): Change {
  const reviewId = snapshot.openReviews[0]?.id ?? "";
  const event = { type: "review.decided" as const, reviewId, by: ANA, action: "ok", values: { note } };
  return changed(transition(program, snapshot, event, newId));
}

const MOMENT = "+012345-01-01T00:00:00.000Z";

/** The response to a request under this key. */
export const keptFor = (key: string): KeptResponse => ({
  ...{ principal: "token:ana", path: "/runs", key, bodyHash: "same", moment: MOMENT },
  ...{ status: 200, contentType: "text/plain", body: `"${key}" at ${MOMENT}, again ${MOMENT}` },
});

function changed(change: ReturnType<typeof transition>): Change {
  if ("ignored" in change) throw new Error(change.ignored);
  return change;
}
