import type { Operations } from "@/lib/holdpoint";
import { cancelRun, retryRun, rewindRun, signalRun } from "./control-run";
import { decideReview } from "./decide-review";
import { forkRun } from "./fork-run";
import { listWorkflows } from "./list-workflows";
import type { Ports } from "./ports";
import { checkRun, getReview, getRun, listOfRun } from "./read-run";
import { rescheduleReview } from "./reschedule-review";
import { startRun } from "./start-run";
import { waitForRun } from "./wait-for-run";

/** Every door (page, REST, terminal, agent) goes through these. */
export function createOperations(ports: Ports): Operations {
  const { reads } = ports;
  return {
    listWorkflows: async () => listWorkflows(ports),
    startRun: (by, request) => startRun(ports, by, request),
    getRun: (by, runId) => getRun(ports, by, runId),
    listRuns: (by, filter) => reads.listRuns(by.workspaceId, filter),
    listSteps: (by, runId, page) => listOfRun(ports, by, runId, page, reads.listSteps),
    listEvents: (by, runId, page) => listOfRun(ports, by, runId, page, reads.listEvents),
    listDrafts: (by, runId, page) => listOfRun(ports, by, runId, page, reads.listDrafts),
    listComments: (by, runId, page) => listOfRun(ports, by, runId, page, reads.listComments),
    getReview: (by, reviewId) => getReview(ports, by, reviewId),
    listReviews: (by, filter) => reads.listReviews(by, filter),
    countOpenReviews: (by) => reads.countOpenReviews(by),
    listStarters: (by, runIds) => reads.startersOf(by.workspaceId, runIds),
    decideReview: (by, reviewId, answer) => decideReview(ports, by, reviewId, answer),
    rescheduleReview: (by, reviewId, dueAt) => rescheduleReview(ports, by, reviewId, dueAt),
    cancelRun: (by, runId, reason) => cancelRun(ports, by, runId, reason),
    retryRun: (by, runId) => retryRun(ports, by, runId),
    rewindRun: (by, runId, seq) => rewindRun(ports, by, runId, seq),
    forkRun: (by, runId, request) => forkRun(ports, by, runId, request),
    signalRun: (by, runId, signal) => signalRun(ports, by, runId, signal),
    waitForRun: (by, runId, options) => waitForRun(ports, by, runId, options),
    getLiveText: async (by, runId) => {
      await checkRun(ports, by, runId);
      return reads.liveText(runId);
    },
  };
}
