import type { Operations } from "@/lib/contract/operations";
import type { RunView } from "@/lib/views/views";
import { addAgent, editAgent, getAgent, removeAgent, searchAgents, testAgent } from "./agents";
import { answerReview } from "./answer-review";
import { markBlocked } from "./blocked";
import { cancelRun, retryRun, rewindRun, signalRun } from "./control-run";
import { decideReview } from "./decide-review";
import { readFile, uploadFile } from "./files";
import { forkRun } from "./fork-run";
import { getRunWorkflow, listWorkflows } from "./list-workflows";
import { seesVisit } from "./may-see";
import { migrateRun } from "./migrate-run";
import type { DirectoryPorts, SchedulingPorts } from "./ports";
import {
  checkRun,
  getLiveText,
  getReview,
  getRun,
  getStep,
  listBranches,
  listOfRun,
  listReviews,
  listRuns,
} from "./read-run";
import { rescheduleReview } from "./reschedule-review";
import { runRights } from "./run-rights";
import { listSchedules, setScheduleEnabled } from "./schedules";
import { lastDecision, lastShown, latestRun, noteShown } from "./shown-reviews";
import { startLoosely } from "./start-loosely";
import { startRun, startRunOnce } from "./start-run";
import { startTurn } from "./start-turn";
import { getThread, listThreads, listTurns } from "./threads";
import { waitForRun } from "./wait-for-run";

/** Every door (page, REST, terminal, agent) goes through these. */
export function createOperations(ports: SchedulingPorts & DirectoryPorts): Operations {
  const { reads, agents } = ports;
  const marked = async (run: Promise<RunView>) => (await markBlocked(ports, [await run]))[0] as RunView;
  return {
    listWorkflows: (by) => listWorkflows(ports, by),
    startRun: (by, request) => marked(startRun(ports, by, request)),
    startRunOnce: async (by, request) => {
      const { run, created } = await startRunOnce(ports, by, request);
      return { run: await marked(Promise.resolve(run)), created };
    },
    startLoosely: (by, request) => marked(startLoosely(ports, by, request)),
    latestRun: (by, door) => marked(latestRun(ports, by, door)),
    getRun: (by, runId) => marked(getRun(ports, by, runId)),
    listRuns: async (by, filter) => {
      const page = await listRuns(ports, by, filter);
      return { ...page, data: await markBlocked(ports, page.data) };
    },
    getRunWorkflow: (by, runId) => getRunWorkflow(ports, by, runId),
    listBranches: (by, runId, filter) => listBranches(ports, by, runId, filter),
    getStep: (by, runId, seq) => getStep(ports, by, runId, seq),
    listSteps: (by, runId, page) => listOfRun(ports, by, runId, page, reads.listSteps, "hiddenVisits"),
    listEvents: (by, runId, page) => listOfRun(ports, by, runId, page, reads.listEvents, "hiddenEvents"),
    listDrafts: (by, runId, page) => listOfRun(ports, by, runId, page, reads.listDrafts, "hiddenDrafts"),
    listComments: (by, runId, page) => listOfRun(ports, by, runId, page, reads.listComments, "hiddenVisits"),
    getReview: (by, reviewId) => getReview(ports, by, reviewId),
    listReviews: (by, filter) => listReviews(ports, by, filter),
    countOpenReviews: (by) => reads.countOpenReviews(by),
    listStarters: (by, runIds) => reads.startersOf(by, runIds),
    decideReview: (by, reviewId, answer, keep) => marked(decideReview(ports, by, reviewId, answer, keep)),
    answerReview: (by, reviewId, value, options) => marked(answerReview(ports, by, reviewId, value, options)),
    noteShown: (by, shown) => noteShown(ports, by, shown),
    lastShown: (by, where) => lastShown(ports, by, where),
    lastDecision: (by, runId) => lastDecision(ports, by, runId),
    startTurn: (by, request) => startTurn(ports, by, request),
    getThread: (by, threadId) => getThread(ports, by, threadId),
    listThreads: (by, page) => listThreads(ports, by, page),
    listTurns: (by, threadId, page) => listTurns(ports, by, threadId, page),
    rescheduleReview: (by, reviewId, dueAt) => rescheduleReview(ports, by, reviewId, dueAt),
    runRights: (by, runId) => runRights(ports, by, runId),
    cancelRun: (by, runId, reason) => marked(cancelRun(ports, by, runId, reason)),
    retryRun: (by, runId, requestId) => marked(retryRun(ports, by, runId, requestId)),
    rewindRun: (by, runId, request) => marked(rewindRun(ports, by, runId, request)),
    migrateRun: (by, runId) => marked(migrateRun(ports, by, runId)),
    forkRun: (by, runId, request) => marked(forkRun(ports, by, runId, request)),
    signalRun: (by, runId, signal) => marked(signalRun(ports, by, runId, signal)),
    uploadFile: (by, upload, content) => uploadFile(ports, by, upload, content),
    readFile: (by, fileId) => readFile(ports, by, fileId),
    listSchedules: (by) => listSchedules(ports, by),
    setScheduleEnabled: (by, scheduleId, enabled) => setScheduleEnabled(ports, by, scheduleId, enabled),
    listAgents: (by, filter) => agents.rows.list(by.workspaceId, filter),
    getAgent: (by, id) => getAgent(ports, by, id),
    searchAgents: (by, search) => searchAgents(agents.rows, by.workspaceId, search),
    addAgent: (by, draft) => addAgent(ports, by, draft),
    editAgent: (by, id, changes) => editAgent(ports, by, id, changes),
    testAgent: (by, id) => testAgent(ports, by, id),
    removeAgent: (by, id) => removeAgent(ports, by, id),
    waitForRun: (by, runId, options) => marked(waitForRun(ports, by, runId, options)),
    maySeeVisit: async (by, runId, seq) => seesVisit((await checkRun(ports, by, runId)).sight, seq),
    getLiveText: (by, runId) => getLiveText(ports, by, runId),
  };
}
