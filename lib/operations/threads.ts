import type { PageRequest, ThreadNow } from "@/lib/contract/requests";
import { notFound } from "@/lib/errors";
import type { ThreadView, TurnView } from "@/lib/views/threads";
import type { Page } from "@/lib/views/views";
import { isId } from "@/lib/words/ids";
import type { Principal } from "@/lib/words/people";
import { markBlocked } from "./blocked";
import { seeingOf, sightOf } from "./may-see";
import type { Ports } from "./ports";
import { presentRun } from "./present";
import { readOwnRun } from "./read-run";
import type { RunSnapshot } from "./records";

/** The door that threads belong to. */
export const CHAT = "chat";

/**
 * A thread is its user's alone. A run that was started at another door and is a turn of nobody's thread counts as a
 * thread under its own id, so that it can be answered here too.
 */
export async function getThread(ports: Ports, by: Principal, threadId: string): Promise<ThreadNow> {
  const thread = await ports.chat.threads.find(by, threadId);
  if (thread?.last) {
    const run = await readOwnRun(ports, by, thread.last.runId);
    return threadNow(ports, by, { threadId, feedId: thread.id, shown: thread.last.shown }, run);
  }
  const shown = isId(threadId) ? await ports.chat.threads.shown(by, threadId) : null;
  const run = await looseRun(ports, by, threadId);
  if (!run) throw notFound("thread");
  return threadNow(ports, by, { threadId, feedId: threadId, shown }, run);
}

/** A run that counts as a thread under its own id; null where there is none that the caller may see. */
export async function looseRun(ports: Ports, by: Principal, id: string): Promise<RunSnapshot | null> {
  const run = isId(id) ? await ports.door.readRun(id) : null;
  const isNobodys = run?.run.threadId === null && run.run.parentId === null;
  return run && isNobodys && sightOf(by, seeingOf(run)) ? run : null;
}

export async function threadNow(
  ports: Ports,
  by: Principal,
  thread: Omit<ThreadNow, "run">,
  snapshot: RunSnapshot,
): Promise<ThreadNow> {
  const [run] = await markBlocked(ports, [presentRun(by, snapshot)]);
  if (!run) throw notFound("thread");
  return { ...thread, run };
}

export function listThreads(ports: Ports, by: Principal, page: PageRequest): Promise<Page<ThreadView>> {
  return ports.chat.threads.list(by, page);
}

export async function listTurns(
  ports: Ports,
  by: Principal,
  threadId: string,
  page: PageRequest,
): Promise<Page<TurnView>> {
  const thread = await ports.chat.threads.find(by, threadId);
  if (!thread?.last) throw notFound("thread");
  return ports.chat.threads.listTurns(thread.id, page);
}
