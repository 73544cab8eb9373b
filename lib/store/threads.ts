import type { PageRequest, Shown, ShownReview } from "@/lib/contract/requests";
import type { NewThread, ThreadOwner, ThreadRecord, ThreadStore } from "@/lib/operations/ports";
import type { ThreadView, TurnView } from "@/lib/views/threads";
import type { Page, RunStatus } from "@/lib/views/views";
import type { PrismaClient } from "./generated/client";
import { sequenceCursor, timeCursor, toPage } from "./lists";
import { summaryOf } from "./run-lists";

interface ThreadRow {
  id: string;
  key: string;
  title: string;
  workflow: string;
  createdAt: Date;
  updatedAt: Date;
  runId: string | null;
  turn: number | null;
  status: RunStatus | null;
}

interface ShownRow {
  shown: ShownReview[] | null;
  forMs: number | null;
}

export function threadStore(prisma: PrismaClient): ThreadStore {
  return {
    find: (owner, key) => findThread(prisma, owner, key),
    async begin(owner, thread) {
      await insertThread(prisma, owner, thread);
      const begun = await findThread(prisma, owner, thread.key);
      if (!begun) throw new Error(`Thread ${thread.id} was written and is not there.`);
      return begun;
    },
    list: (owner, page) => listThreads(prisma, owner, page),
    shown: (owner, runId) => shownOf(prisma, owner, runId),
    listTurns: (threadId, page) => listTurns(prisma, threadId, page),
    async touch(threadId) {
      await prisma.$executeRaw`UPDATE threads SET updated_at = now() WHERE id = ${threadId}::uuid`;
    },
  };
}

/** A thread of this person, with its last turn. */
async function findThread(prisma: PrismaClient, owner: ThreadOwner, key: string): Promise<ThreadRecord | null> {
  const [row] = await prisma.$queryRaw<(ThreadRow & ShownRow)[]>`SELECT t.id, t.key, t.title, t.workflow,
      t.created_at "createdAt", t.updated_at "updatedAt", r.id "runId", r.turn, r.status, s.reviews "shown",
      extract(epoch FROM now() - s.shown_at)::float8 * 1000 "forMs"
    FROM threads t
      LEFT JOIN LATERAL (SELECT id, turn, status FROM runs WHERE thread_id = t.id ORDER BY turn DESC LIMIT 1) r ON true
      LEFT JOIN showings s ON s.run_id = r.id AND s.user_id = t.user_id AND s.door = 'chat'
    WHERE t.workspace_id = ${owner.workspaceId}::uuid AND t.user_id = ${owner.userId}::uuid AND t.key = ${key}`;
  if (!row) return null;
  const { runId, turn } = row;
  const last = runId === null || turn === null ? null : { runId, turn, shown: shownIn(row) };
  return { id: row.id, workflow: row.workflow, last, view: threadView(row) };
}

async function shownOf(prisma: PrismaClient, owner: ThreadOwner, runId: string): Promise<Shown | null> {
  const [row] = await prisma.$queryRaw<ShownRow[]>`
    SELECT reviews "shown", extract(epoch FROM now() - shown_at)::float8 * 1000 "forMs" FROM showings
    WHERE run_id = ${runId}::uuid AND user_id = ${owner.userId}::uuid AND door = 'chat'
      AND workspace_id = ${owner.workspaceId}::uuid`;
  return row ? shownIn(row) : null;
}

const shownIn = ({ shown, forMs }: ShownRow): Shown | null => shown && { reviews: shown, forMs: forMs ?? 0 };

async function insertThread(prisma: PrismaClient, owner: ThreadOwner, thread: NewThread): Promise<void> {
  await prisma.$executeRaw`
    INSERT INTO threads (id, workspace_id, user_id, key, title, workflow)
    VALUES (${thread.id}::uuid, ${owner.workspaceId}::uuid, ${owner.userId}::uuid, ${thread.key}, ${thread.title},
      ${thread.workflow})
    ON CONFLICT (workspace_id, user_id, key) DO NOTHING`;
}

/** Threads in which something was said, the one that was used last first. */
async function listThreads(prisma: PrismaClient, owner: ThreadOwner, page: PageRequest): Promise<Page<ThreadView>> {
  const after = timeCursor(page.cursor);
  const rows = await prisma.$queryRaw<
    ThreadRow[]
  >`SELECT t.id, t.key, t.title, t.workflow, t.created_at "createdAt", t.updated_at "updatedAt", r.id "runId", r.turn, r.status
    FROM threads t CROSS JOIN LATERAL
      (SELECT id, turn, status FROM runs WHERE thread_id = t.id ORDER BY turn DESC LIMIT 1) r
    WHERE t.workspace_id = ${owner.workspaceId}::uuid AND t.user_id = ${owner.userId}::uuid
      AND (t.updated_at, t.id) < (${after?.createdAt.toISOString() ?? "infinity"}::timestamptz,
        ${after?.id ?? "ffffffff-ffff-ffff-ffff-ffffffffffff"}::uuid)
    ORDER BY t.updated_at DESC, t.id DESC LIMIT ${page.limit + 1}`;
  return toPage(rows, page, ({ updatedAt, id }) => [updatedAt.toISOString(), id], threadView);
}

/** The newest first. */
async function listTurns(prisma: PrismaClient, threadId: string, page: PageRequest): Promise<Page<TurnView>> {
  const before = sequenceCursor(page.cursor);
  const rows = await prisma.run.findMany({
    where: { threadId, ...(before > 0 && { turn: { lt: before } }) },
    omit: { data: true, visits: true },
    orderBy: { turn: "desc" },
    take: page.limit + 1,
  });
  return toPage(
    rows,
    page,
    ({ turn }) => [turn],
    (row) => ({
      number: row.turn ?? 0,
      run: summaryOf(row),
    }),
  );
}

function threadView({ key, title, workflow, status, turn, createdAt, updatedAt }: ThreadRow): ThreadView {
  return {
    id: key,
    title,
    workflow,
    status: status ?? "running",
    turns: turn ?? 0,
    createdAt: createdAt.toISOString(),
    updatedAt: updatedAt.toISOString(),
  };
}
