import type { Keep } from "@/lib/contract/keep";
import type { Json } from "@/lib/engine/types";
import { invalid } from "@/lib/errors";
import { looseInput } from "@/lib/forms/loose-answer";
import type { RunView } from "@/lib/views/views";
import type { Principal } from "@/lib/words/people";
import type { Ports } from "./ports";
import { newestProgram, startRun } from "./start-run";

/**
 * Starts a run for doors without a form of their own: `input` is text for the one required field, or values as HTML
 * inputs send them. `door` is remembered.
 */
export async function startLoosely(
  ports: Ports,
  by: Principal,
  request: { workflow: string; input: Json; model?: string; runId?: string; door: string; hops?: number; keep?: Keep },
): Promise<RunView> {
  const { input } = await newestProgram(ports, by, request.workflow);
  const meant = looseInput(input, request.input);
  if (!meant.ok) throw invalid(meant.errors);
  return startRun(ports, by, { ...request, input: meant.values as Json });
}
