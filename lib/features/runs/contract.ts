import { contract, get, post } from "@/lib/features/endpoint";
import { emptyBody, pageQuery } from "@/lib/features/schemas";
import { page } from "@/lib/features/shapes";
import { workflow } from "@/lib/features/workflows/views";
import * as asked from "./requests";
import * as views from "./views";

const answersRun = { answer: views.run, waits: true } as const;
const startsRun = { ...answersRun, status: 201, location: "/api/v1/runs/{id}" } as const;
const withoutBody = { body: emptyBody, bodyOptional: true } as const;

export const runs = contract(
  { group: "Runs", item: "run" },
  {
    start: post("/api/v1/runs", "Start a run", {
      ...startsRun,
      oneChange: true,
      body: asked.startRunBody,
      also: { 200: "The run that was started under this `dedupeKey` before." },
    }),
    list: get("/api/v1/runs", "Runs, newest first", { query: asked.runsQuery, answer: page(views.runSummary) }),
    get: get("/api/v1/runs/{id}", "A run with its open reviews", answersRun),
    cancel: post("/api/v1/runs/{id}/cancel", "End a run; its open reviews close", {
      ...answersRun,
      body: asked.cancelBody,
      bodyOptional: true,
    }),
    retry: post("/api/v1/runs/{id}/retry", "Visit the failed step of a failed run again", {
      ...answersRun,
      ...withoutBody,
    }),
    rewind: post("/api/v1/runs/{id}/rewind", "Make an earlier visit again", {
      ...answersRun,
      body: asked.rewindBody,
    }),
    fork: post("/api/v1/runs/{id}/fork", "Start a new run from an earlier visit", {
      ...startsRun,
      body: asked.forkBody,
    }),
    signal: post("/api/v1/runs/{id}/signals", "Tell a run something by name", {
      ...answersRun,
      body: asked.signalBody,
    }),
    migrate: post("/api/v1/runs/{id}/migrate", "Move a paused run to the newest version", {
      ...answersRun,
      ...withoutBody,
    }),
    events: get("/api/v1/runs/{id}/events", "What happened, numbered without a gap", {
      query: asked.orderedQuery,
      answer: page(views.event),
      stream: "With `Accept: text/event-stream`: every event as it happens.",
    }),
    visits: get("/api/v1/runs/{id}/steps", "Every visit of every step", {
      query: asked.stepsQuery,
      answer: page(views.visit),
    }),
    visit: get("/api/v1/runs/{id}/steps/{seq}", "One visit, with what it began with", {
      answer: views.visitDetail,
    }),
    workflow: get("/api/v1/runs/{id}/workflow", "Its workflow, in the run's own version", { answer: workflow }),
    branches: get("/api/v1/runs/{id}/branches", "Its branches, by visit and place", {
      query: asked.branchesQuery,
      answer: page(views.branch),
    }),
    drafts: get("/api/v1/runs/{id}/drafts", "Every revision of what is reviewed", {
      query: asked.orderedQuery,
      answer: page(views.draft),
    }),
    comments: get("/api/v1/runs/{id}/comments", "Its comments", { query: pageQuery, answer: page(views.comment) }),
  },
);
