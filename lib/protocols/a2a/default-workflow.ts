import { RequestMalformedError } from "@a2a-js/sdk/errors";
import { holdpoint } from "@/lib/app";
import { neededFields } from "@/lib/forms/loose-answer";
import type { Principal } from "@/lib/words/people";

/** What a text starts that names no workflow: the one that is set, else the first by name that one text can start. */
export async function defaultWorkflow(by: Principal): Promise<string> {
  const { operations, settings } = holdpoint();
  if (settings.agentWorkflow) return settings.agentWorkflow;
  const names = (await operations.listWorkflows(by))
    .filter(({ input }) => neededFields(input.fields).length === 1)
    .map(({ name }) => name)
    .sort();
  if (names[0]) return names[0];
  throw new RequestMalformedError('No workflow starts from a text alone: send a data part {"workflow", "input"}.');
}
