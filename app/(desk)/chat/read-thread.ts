import { notFound } from "next/navigation";
import { cache } from "react";
import { orNotFound } from "@/app/(desk)/or-not-found";
import { lastSegment } from "@/app/(desk)/path-segment";
import { readBundle } from "@/app/(desk)/read-bundle";
import { holdpoint } from "@/lib/app";
import { requirePrincipal } from "@/lib/auth/session";
import { pathThread } from "@/lib/http/path-thread";
import type { Principal } from "@/lib/words/people";

const MOST_THREADS = 100;
const TURNS = 20;

export const readThreads = cache(async (by: Principal) => {
  const { data } = await holdpoint().operations.listThreads(by, { limit: MOST_THREADS });
  return data;
});

/** A conversation as its page begins with it; once for the page and its title. */
export const readThread = cache(async () => {
  const principal = await requirePrincipal();
  const { operations } = holdpoint();
  const threadId = idIn(await lastSegment());
  const turns = await orNotFound(() => operations.listTurns(principal, threadId, { limit: TURNS }));
  const last = turns.data[0]?.run;
  const [threads, bundle, workflows] = await Promise.all([
    readThreads(principal),
    last ? readBundle(principal, last.id) : null,
    operations.listWorkflows(principal),
  ]);
  const workflow = workflows.find(({ name }) => name === last?.workflow) ?? null;
  return { principal, threadId, threads, turns, bundle, workflow };
});

/** What can't be an id is not found, like an id that nobody has. */
function idIn(thread_id: string): string {
  try {
    return pathThread({ thread_id });
  } catch {
    return notFound();
  }
}
