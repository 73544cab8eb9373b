import type { Pool } from "pg";
import type { DoorStore, ReadStore } from "@/lib/operations/ports";
import { isId } from "@/lib/words/ids";
import { listBranches } from "./branch-lists";
import { checkpoint, commentsBefore, visitsBefore } from "./checkpoint";
import type { Database } from "./database";
import { DatabaseClock } from "./database-clock";
import { type CommitOptions, commitChanges } from "./door-commit";
import { doorReads } from "./door-read";
import { hasRequest, listEvents, listSteps, migratedAt, step } from "./history";
import type { LiveTexts } from "./live-texts";
import { countOpenReviews, listReviews } from "./review-lists";
import { reviewsBelow } from "./reviews-below";
import { accessOf, listComments, listDrafts, listRuns, startersOf } from "./run-lists";
import { lastDecided, lastShown, latestRun, saveShown } from "./shown-reviews";
import { workflowVersion } from "./workflow-versions";

export { taskStore } from "./agent-tasks";
export { agentRows } from "./agents";
export { commentsOf } from "./comments";
export { type Database, onLostConnection, openDatabase } from "./database";
export { cleanDeliveries, deliveryStore } from "./deliveries";
export { endDemo, makeDemo } from "./demo";
export { postgresFileStore } from "./file-chunks";
export { deleteFilesOfRuns, fileRows } from "./files";
export { cleanIdempotencyKeys, idempotency } from "./idempotency";
export { accounts, identity } from "./identity";
export { journalStore } from "./journal";
export { leaseStore } from "./leases";
export { type LiveTexts, liveTexts } from "./live-texts";
export { tellOfReviews } from "./mails";
export { type Notifications, notifications } from "./notifications";
export { orderRestored } from "./order-restored";
export { outbox } from "./outbox";
export { cleanProcesses, processStore } from "./processes";
export { pushStore } from "./push-configs";
export { remoteTasks } from "./remote-tasks";
export { retentionStore } from "./remove-runs";
export { scheduleStore } from "./schedules";
export { cleanSignIns, hasMembers, makeAdmins, signInStore } from "./sign-in";
export { standing } from "./standing";
export { threadStore } from "./threads";
export { saveWorkflowVersions } from "./workflow-versions";

export { DatabaseClock };

export function doorStore(door: Pool, options: CommitOptions, clock = new DatabaseClock(door)): DoorStore {
  return {
    ...doorReads(door, clock),
    now: () => clock.now(),
    knownTime: () => clock.known(),
    commit: commitChanges({ pool: door, clock }, options),
  };
}

export function readStore({ pool, prisma }: Pick<Database, "pool" | "prisma">, texts: LiveTexts): ReadStore {
  return {
    listRuns: (by, filter) => listRuns(prisma, by, filter),
    listReviews: (by, filter) => listReviews({ pool, prisma }, by, filter),
    countOpenReviews: (by) => countOpenReviews(pool, by),
    startersOf: (by, runIds) => startersOf(prisma, by, runIds),
    accessOf: async (id) => (isId(id) ? accessOf(prisma, id) : null),
    workflowVersion: (workflow, version) => workflowVersion(prisma, workflow, version),
    listBranches: (by, run, page, fieldsOf) => listBranches(pool, by, run, page, fieldsOf),
    step: (runId, seq) => step(pool, runId, seq),
    listSteps: (runId, page, hidden) => listSteps(pool, runId, page, hidden),
    listEvents: (runId, page, hidden) => listEvents(pool, runId, page, hidden),
    listDrafts: (runId, page, hidden) => listDrafts(prisma, runId, page, hidden),
    listComments: (runId, page, hidden) => listComments(prisma, runId, page, hidden),
    checkpoint: (runId, seq) => checkpoint({ pool, prisma }, runId, seq),
    migratedAt: (runId) => migratedAt(pool, runId),
    visitsBefore: (runId, seq) => visitsBefore(pool, runId, seq),
    reviewsBelow: (runId, scope) => reviewsBelow(pool, runId, scope),
    commentsBefore: (runId, seq) => commentsBefore(prisma, runId, seq),
    hasSignal: async (runId, id) => (await prisma.signal.count({ where: { runId, id } })) > 0,
    hasRequest: (runId, requestId) => hasRequest(pool, runId, requestId),
    latestRun: (by, door) => latestRun(prisma, by, door),
    lastDecided: (runId, hidden) => lastDecided(prisma, runId, hidden),
    saveShown: (place, reviews) => saveShown(prisma, place, reviews),
    lastShown: (place) => lastShown(prisma, place),
    liveText: (runId) => texts.read(runId),
  };
}
