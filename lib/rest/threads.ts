import { threads } from "@/lib/features/threads/contract";
import { bind } from "./bind";

export const threadRoutes = bind(threads, {
  list: ({ operations, principal, query }) => operations.listThreads(principal, query),
  say: async ({ operations, principal, body, resourceId }) => {
    const { threadId, run } = await operations.startTurn(principal, { ...body, runId: resourceId });
    return { threadId, run };
  },
  turns: ({ operations, principal, params, query }) => operations.listTurns(principal, params.thread_id, query),
});
