import { page } from "@/lib/features/shapes";
import { workflow } from "@/lib/features/workflows/views";
import { contract } from "@/lib/http/endpoint";
import { emptyBody, pageQuery } from "@/lib/http/schemas";
import * as requests from "./requests";
import * as views from "./views";

/** What answers a run holds that answer as long as it is asked to, once per key. */
const moves = { method: "post", headers: ["Prefer", "Idempotency-Key"], answer: views.run } as const;

export const runs = contract(
  { group: "Runs", item: "run" },
  {
    start: {
      ...moves,
      path: "/api/v1/runs",
      summary: "Start a run",
      body: requests.startRunBody,
      status: 201,
      location: "/api/v1/runs/{id}",
      also: { 200: "The run that was started under this `dedupeKey` before." },
    },
    list: {
      method: "get",
      path: "/api/v1/runs",
      summary: "Runs, newest first",
      query: requests.runsQuery,
      answer: page(views.runSummary),
    },
    get: {
      method: "get",
      path: "/api/v1/runs/{id}",
      summary: "A run with its open reviews",
      headers: ["Prefer"],
      answer: views.run,
    },
    cancel: {
      ...moves,
      path: "/api/v1/runs/{id}/cancel",
      summary: "End a run; its open reviews close",
      body: requests.cancelBody,
      bodyOptional: true,
    },
    retry: {
      ...moves,
      path: "/api/v1/runs/{id}/retry",
      summary: "Visit the failed step of a failed run again",
      body: emptyBody,
      bodyOptional: true,
    },
    rewind: {
      ...moves,
      path: "/api/v1/runs/{id}/rewind",
      summary: "Make an earlier visit again",
      body: requests.rewindBody,
    },
    fork: {
      ...moves,
      path: "/api/v1/runs/{id}/fork",
      summary: "Start a new run from an earlier visit",
      body: requests.forkBody,
      status: 201,
      location: "/api/v1/runs/{id}",
    },
    signal: {
      ...moves,
      path: "/api/v1/runs/{id}/signals",
      summary: "Tell a run something by name",
      body: requests.signalBody,
    },
    migrate: {
      ...moves,
      path: "/api/v1/runs/{id}/migrate",
      summary: "Move a paused run to the newest version",
      body: emptyBody,
      bodyOptional: true,
    },
    events: {
      method: "get",
      path: "/api/v1/runs/{id}/events",
      summary: "What happened, numbered without a gap",
      query: requests.orderedQuery,
      headers: ["Last-Event-ID"],
      answer: page(views.event),
      stream: "With `Accept: text/event-stream`: every event as it happens.",
    },
    visits: {
      method: "get",
      path: "/api/v1/runs/{id}/steps",
      summary: "Every visit of every step",
      query: requests.stepsQuery,
      answer: page(views.visit),
    },
    visit: {
      method: "get",
      path: "/api/v1/runs/{id}/steps/{seq}",
      summary: "One visit, with what it began with",
      answer: views.visitDetail,
    },
    workflow: {
      method: "get",
      path: "/api/v1/runs/{id}/workflow",
      summary: "Its workflow, in the run's own version",
      answer: workflow,
    },
    branches: {
      method: "get",
      path: "/api/v1/runs/{id}/branches",
      summary: "Its branches, by visit and place",
      query: requests.branchesQuery,
      answer: page(views.branch),
    },
    drafts: {
      method: "get",
      path: "/api/v1/runs/{id}/drafts",
      summary: "Every revision of what is reviewed",
      query: requests.orderedQuery,
      answer: page(views.draft),
    },
    comments: {
      method: "get",
      path: "/api/v1/runs/{id}/comments",
      summary: "Its comments",
      query: pageQuery,
      answer: page(views.comment),
    },
  },
);
