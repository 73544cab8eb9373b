import { unstartedRun } from "@/lib/engine/start";
import type { Json } from "@/lib/engine/types";
import { HoldpointError, invalid } from "@/lib/errors";
import { parseValues } from "@/lib/forms/to-zod";
import type { Principal } from "@/lib/views/people";
import type { RunView } from "@/lib/views/views";
import { applyEvent } from "./apply-event";
import type { Ports } from "./ports";
import { actorOf, presentCommitted, presentRun } from "./present";

/**
 * Starts a run of the newest version of a workflow. `input` is checked against its form.
 * With `runId`, a repeat of the same request finds the run that it made before.
 */
export async function startRun(
  ports: Ports,
  by: Principal,
  request: { workflow: string; input: Json; model?: string; runId?: string },
): Promise<RunView> {
  const program = ports.registry.newest(request.workflow);
  if (!program) {
    const names = ports.registry.current().map(({ workflow }) => workflow);
    const message = `There is no workflow "${request.workflow}". There are: ${names.join(", ")}.`;
    throw new HoldpointError("unknown_workflow", message, { errors: [{ field: "workflow", message }] });
  }
  const input = parseValues(program.input, undefined, request.input);
  if (!input.ok) {
    throw invalid(input.errors);
  }
  const unstarted = unstartedRun({
    id: request.runId ?? ports.newId(),
    workspaceId: by.workspaceId,
    workflow: program.workflow,
    version: program.version,
    input: input.values,
    model: request.model ?? null,
    startedBy: actorOf(by),
    now: new Date(0),
  });
  const at = { createdAt: unstarted.now, updatedAt: unstarted.now };
  const before = { ...unstarted, run: { ...unstarted.run, ...at }, openReviews: [], branchReviews: [] };
  const outcome = await applyEvent(ports, before, { type: "run.started" });
  if (outcome.kind === "committed") return presentCommitted(by, before, outcome.committed);
  const existing = await ports.door.readRun(unstarted.run.id);
  if (existing?.run.workspaceId === by.workspaceId) return presentRun(by, existing);
  throw new HoldpointError("run_conflict", "A run with this id exists already.");
}
