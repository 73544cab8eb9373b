import type { CodeDefinition } from "@/lib/engine/steps/code";
import { CodeFailure, toEffectError } from "./code-failure";
import { jsonText } from "./json-text";
import type { CodeEnd, CodeJob } from "./messages";
import { type Outside, quoted, Session } from "./session";
import { isSuspension } from "./suspension";

/** Runs the function of a code step to its result, its questions or its failure. Never rejects. */
export async function runCode(run: CodeDefinition["run"], job: CodeJob, outside: Outside): Promise<CodeEnd> {
  const session = new Session(job, outside);
  try {
    const settled = await settle(() => run(job.context, session.tools));
    await session.end();
    return endOf(session, job, settled);
  } catch (error) {
    return { type: "failed", error: toEffectError(error) };
  }
}

type Settled = { value: unknown } | { error: unknown };

async function settle(run: () => unknown): Promise<Settled> {
  try {
    return { value: await run() };
  } catch (error) {
    return { error };
  }
}

function endOf(session: Session, job: CodeJob, settled: Settled): CodeEnd {
  if (session.broken) throw session.broken;
  const asks = session.open.map(({ plan }) => plan);
  if ("error" in settled) {
    if (isSuspension(settled.error)) return { type: "suspended", asks };
    if (!session.isSuspended) throw settled.error;
    throw swallowed(job.step, asks, `failed with "${toEffectError(settled.error).message}"`);
  }
  if (asks.length > 0) throw swallowed(job.step, asks, "returned");
  if (session.vanished().length > 0) throw session.vanishedFailure();
  return { type: "done", json: jsonText(settled.value, `What ${job.step} returned`, job.maxBytes) };
}

function swallowed(step: string, asks: { key: string }[], how: string): CodeFailure {
  return new CodeFailure(
    "suspension_swallowed",
    `${step} ${how} although its question ${quoted(asks.map(({ key }) => key))} is not answered. ` +
      "Await every ask, and let the error it throws pass through catch.",
  );
}
