import { unstartedRun } from "@/lib/engine/start";
import type { Json } from "@/lib/engine/types";
import { HoldpointError, invalid } from "@/lib/errors";
import { parseValues } from "@/lib/forms/to-zod";
import type { Principal } from "@/lib/views/people";
import type { RunView } from "@/lib/views/views";
import { beginRun } from "./begin-run";
import { bindFiles, resolveFiles } from "./bind-files";
import type { Ports } from "./ports";
import { actorOf } from "./present";

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
  const id = request.runId ?? ports.newId();
  const { fields } = program.input;
  const input = parseValues(program.input, undefined, await resolveFiles(ports, by, id, fields, request.input));
  if (!input.ok) {
    throw invalid(input.errors);
  }
  await bindFiles(ports, by, id, fields, input.values);
  const unstarted = unstartedRun({
    id,
    workspaceId: by.workspaceId,
    workflow: program.workflow,
    version: program.version,
    input: input.values,
    model: request.model ?? null,
    startedBy: actorOf(by),
    // A deadline or timer of the first step counts from here.
    now: await ports.door.now(),
  });
  return beginRun(ports, by, unstarted, { type: "run.started" });
}
