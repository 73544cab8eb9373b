import type { A2aConnect } from "@/lib/effects/a2a-client";
import type { RemoteTasks, UnwantedTask } from "@/lib/operations/agent-ports";
import type { Kind } from "./kind";

const TIMEOUT_MS = 20_000;

/** Tells agents elsewhere that nobody waits for their work any more. As well as it can: nobody waits for that, either. */
export function cancelKind(tasks: RemoteTasks, connect: A2aConnect, leaseMs: number): Kind<UnwantedTask> {
  return {
    ...{ atOnce: 5, leaseMs, attempts: 7, longestWaitMs: 600_000 },
    make: async (isAny) => isAny && (await tasks.giveUp()),
    async deliver({ matter: { taskId, ...place } }) {
      try {
        await (await connect(place, AbortSignal.timeout(TIMEOUT_MS))).cancel(taskId);
      } catch (cause) {
        // It has ended by itself, or knows nothing of it.
        if ((cause as { error?: { retryable?: boolean } }).error?.retryable !== false) throw cause;
      }
      return { status: "done" };
    },
  };
}
