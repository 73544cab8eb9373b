import { createHoldpoint } from "@/lib/composition";
import { parseEnv } from "@/lib/env";
import type { Holdpoint } from "@/lib/holdpoint";
import type { Principal } from "@/lib/words/people";
import { createPrograms } from "@/lib/workflow/programs";
import { createRegistry } from "@/lib/workflow/registry";
import { desk } from "./workflow";

/** As in production: people sign in with GitHub, and nothing is kept for the demo. */
export const SETTINGS = {
  HOLDPOINT_GITHUB_ID: "bench",
  HOLDPOINT_GITHUB_SECRET: "only for the benchmark",
  HOLDPOINT_ADMINS: "ana@example.com",
  HOLDPOINT_JOIN_DOMAINS: "example.com",
  HOLDPOINT_SECRET: "only for the benchmark, but long enough",
  OPENAI_BASE_URL: "http://127.0.0.1:9",
};

export interface BenchProduct {
  holdpoint: Holdpoint;
  /** An admin, who sees everything. */
  ana: Principal;
  /** Reviewers. */
  ben: Principal;
  cleo: Principal;
}

/** The product without its web server, at work in this process. */
export async function startInProcess(databaseUrl: string): Promise<BenchProduct> {
  const holdpoint = await createHoldpoint({
    env: parseEnv(SETTINGS),
    databaseUrl,
    secret: SETTINGS.HOLDPOINT_SECRET,
    log: console.error,
    programs: createPrograms(createRegistry([desk])),
  });
  await holdpoint.start();
  const person = async (name: string): Promise<Principal> => {
    await holdpoint.signIn.admit(`${name}@example.com`, name);
    const found = await holdpoint.identity.byEmail(`${name}@example.com`);
    if (!found) throw new Error(`${name} could not join.`);
    return found;
  };
  return { holdpoint, ana: await person("ana"), ben: await person("ben"), cleo: await person("cleo") };
}
