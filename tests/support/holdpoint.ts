import { createHoldpoint } from "@/lib/composition";
import type { WorkflowDefinition } from "@/lib/engine/definition/definition";
import { parseEnv } from "@/lib/env";
import type { Holdpoint } from "@/lib/holdpoint";
import type { Principal } from "@/lib/words/people";
import { createPrograms, type StoredPrograms } from "@/lib/workflow/programs";
import { createRegistry, loadWorkflows } from "@/lib/workflow/registry";

export interface TestHoldpoint extends Holdpoint {
  ana: Principal;
  ben: Principal;
  dana: Principal;
}

/** The whole product without its web server, on a database of the test's own. */
export async function startHoldpoint(options: {
  databaseUrl: string;
  /** A model server; without it the practice model. */
  model?: { baseUrl: string; apiKey: string };
  workflows?: WorkflowDefinition[];
  /** A folder of workflow files, for code steps: their threads load the file. */
  workflowsDir?: string;
  /** Programs that workspaces keep, beside those of the code. */
  stored?: StoredPrograms;
  env?: Record<string, string>;
  log?: (line: string) => void;
}): Promise<TestHoldpoint> {
  const env = parseEnv({
    HOLDPOINT_SWEEP_SECONDS: "0.2",
    HOLDPOINT_LEASE_SECONDS: "2",
    HOLDPOINT_PRACTICE_SPEED: "10000",
    ...(options.model && { OPENAI_BASE_URL: options.model.baseUrl, OPENAI_API_KEY: options.model.apiKey }),
    ...options.env,
  });
  const definitions = options.workflowsDir ? await loadWorkflows(options.workflowsDir) : options.workflows;
  const holdpoint = await createHoldpoint({
    env,
    databaseUrl: options.databaseUrl,
    secret: "a secret that only this test knows",
    log: options.log ?? (() => {}),
    programs: definitions && createPrograms(createRegistry(definitions), options.stored),
  });
  await holdpoint.start();
  const person = async (name: string) => {
    const found = await holdpoint.identity.byEmail(`${name}@example.com`);
    if (!found) throw new Error(`There is no ${name}.`);
    return found;
  };
  return { ...holdpoint, ana: await person("ana"), ben: await person("ben"), dana: await person("dana") };
}
