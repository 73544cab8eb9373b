import { holdpoint } from "@/lib/app";
import { type IdempotencyRequest, isClaimFirst, type Keep, type StoredResponse } from "@/lib/contract/keep";
import type { RunView } from "@/lib/views/views";
import { Keeping } from "./keeping";
import type { Answer } from "./problem";

/** What the work on a request with a key gets: how its answer is kept with its change, or an id for what it makes. */
export interface Once {
  keep?: Keep;
  resourceId?: string;
}

/**
 * The answer to a request that counts once, and whether it was given before. Where the work is one change of one run,
 * `answerTo` says its answer, which is kept with the change. Any other work claims the key first and keeps its answer
 * afterwards. So does what could not be kept with a change: refused, done before, or not alone under its key.
 */
export async function once(
  request: IdempotencyRequest,
  answerTo: ((run: RunView) => Answer) | undefined,
  work: (once: Once) => Promise<Answer>,
): Promise<{ answer: StoredResponse; replayed: boolean }> {
  const keeping = answerTo && new Keeping(request, answerTo);
  const first = keeping ? await work({ keep: keeping }).catch(unlessClaimFirst) : null;
  if (keeping?.response) return { answer: keeping.response, replayed: false };
  let replayed = true;
  const answer = await holdpoint().idempotency.once(request, async (resourceId) => {
    replayed = false;
    return first ?? work({ resourceId });
  });
  return { answer, replayed };
}

function unlessClaimFirst(error: unknown): null {
  if (isClaimFirst(error)) return null;
  throw error;
}
