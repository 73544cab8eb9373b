import { PrismaPg } from "@prisma/adapter-pg";
import { Pool } from "pg";
import type { DoorStore, ReadStore } from "@/lib/operations/ports";
import { isId } from "@/lib/views/ids";
import { listBranches } from "./branch-lists";
import { checkpoint, commentsBefore, migratedAt } from "./checkpoint";
import { type CommitOptions, commitChange } from "./door-commit";
import { readClock, readReview, readRun } from "./door-read";
import { PrismaClient } from "./generated/client";
import type { LiveTexts } from "./live-texts";
import { countOpenReviews, listReviews } from "./review-lists";
import { listComments, listDrafts, listEvents, listRuns, listSteps, startersOf, step } from "./run-lists";
import { lastDecided, lastShown, latestRun, saveShown } from "./shown-reviews";
import { workflowVersion } from "./workflow-versions";

export { taskStore } from "./agent-tasks";
export { agentRows } from "./agents";
export { commentsOf } from "./comments";
export { DEMO_PEOPLE, makeDemo } from "./demo";
export { postgresFileStore } from "./file-chunks";
export { deleteFilesOfRuns, fileRows } from "./files";
export { cleanIdempotencyKeys, idempotency } from "./idempotency";
export { accounts, identity } from "./identity";
export { journalStore } from "./journal";
export { leaseStore } from "./leases";
export { type LiveTexts, liveTexts } from "./live-texts";
export { cleanMails, mailStore } from "./mails";
export { type Notifications, notifications } from "./notifications";
export { outbox } from "./outbox";
export { cleanProcesses, processStore } from "./processes";
export { pushStore } from "./push-configs";
export { pushDeliveries } from "./push-deliveries";
export { remoteTasks } from "./remote-tasks";
export { retentionStore } from "./remove-runs";
export { scheduleStore } from "./schedules";
export { cleanSignInTokens, hasMembers, makeAdmins, signInStore } from "./sign-in";
export { threadStore } from "./threads";
export { saveWorkflowVersions } from "./workflow-versions";

export interface Database {
  pool: Pool;
  prisma: PrismaClient;
  close(): Promise<void>;
}

/** One pool for everything: the hot statements use it directly, Prisma through its adapter. */
export function openDatabase(databaseUrl: string, poolSize: number): Database {
  const pool = new Pool({ connectionString: databaseUrl, max: poolSize, connectionTimeoutMillis: 10_000 });
  // An idle connection that breaks is replaced; without a listener it would end the process.
  pool.on("error", () => undefined);
  const prisma = new PrismaClient({ adapter: new PrismaPg(pool) });
  return {
    pool,
    prisma,
    async close() {
      await prisma.$disconnect();
      await pool.end();
    },
  };
}

export function doorStore(pool: Pool, options: CommitOptions): DoorStore {
  return {
    readRun: (runId) => readRun(pool, runId),
    readReview: (reviewId) => readReview(pool, reviewId),
    now: () => readClock(pool),
    commit: (change) => commitChange(pool, change, options),
  };
}

export function readStore({ pool, prisma }: Pick<Database, "pool" | "prisma">, texts: LiveTexts): ReadStore {
  return {
    listRuns: (workspaceId, filter) => listRuns(prisma, workspaceId, filter),
    listReviews: (by, filter) => listReviews({ pool, prisma }, by, filter),
    countOpenReviews: (by) => countOpenReviews(pool, by),
    startersOf: (workspaceId, runIds) => startersOf(prisma, workspaceId, runIds),
    workspaceOfRun: async (id) =>
      !isId(id)
        ? null
        : ((await prisma.run.findUnique({ where: { id }, select: { workspaceId: true } }))?.workspaceId ?? null),
    programOfRun: async (id) =>
      isId(id)
        ? prisma.run.findUnique({
            where: { id },
            select: { workspaceId: true, workflow: true, version: true, rootId: true },
          })
        : null,
    workflowVersion: (workflow, version) => workflowVersion(prisma, workflow, version),
    listBranches: (by, run, page, fieldsOf) => listBranches(pool, by, run, page, fieldsOf),
    step: (runId, seq) => step(prisma, runId, seq),
    listSteps: (runId, page) => listSteps(prisma, runId, page),
    listEvents: (runId, page) => listEvents(prisma, runId, page),
    listDrafts: (runId, page) => listDrafts(prisma, runId, page),
    listComments: (runId, page) => listComments(prisma, runId, page),
    checkpoint: (runId, seq) => checkpoint(prisma, runId, seq),
    migratedAt: (runId) => migratedAt(prisma, runId),
    kindOfVisit: async (runId, seq) =>
      (await prisma.stepExecution.findUnique({ where: { runId_seq: { runId, seq } }, select: { kind: true } }))?.kind ??
      null,
    commentsBefore: (runId, seq) => commentsBefore(prisma, runId, seq),
    hasSignal: async (runId, id) => (await prisma.signal.count({ where: { runId, id } })) > 0,
    hasRequest: async (runId, requestId) =>
      (await prisma.event.count({ where: { runId, data: { path: ["requestId"], equals: requestId } } })) > 0,
    latestRun: (by, door) => latestRun(prisma, by, door),
    lastDecided: (runId) => lastDecided(prisma, runId),
    saveShown: (place, reviews) => saveShown(prisma, place, reviews),
    lastShown: (place) => lastShown(prisma, place),
    liveText: (runId) => texts.read(runId),
  };
}
