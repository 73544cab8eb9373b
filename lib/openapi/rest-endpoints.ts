import { z } from "zod";
import { files } from "@/lib/features/files/contract";
import { schedules } from "@/lib/features/schedules/contract";
import { page } from "@/lib/features/shapes";
import * as agents from "@/lib/http/agent-schemas";
import type { Endpoint } from "@/lib/http/endpoint";
import * as bodies from "@/lib/http/schemas";
import * as views from "./view-schemas";

type Rest = Omit<Endpoint, "method" | "path" | "group" | "summary">;

const endpoint = (method: Endpoint["method"], group: string, path: string, summary: string, more: Rest): Endpoint => ({
  method,
  group,
  path,
  summary,
  ...more,
});

const list = (group: string, path: string, summary: string, item: z.ZodType, query: z.ZodType = bodies.pageQuery) =>
  endpoint("get", group, path, summary, { query, answer: page(item) });

/** A POST that answers a run, as `write` makes it. */
const write = (path: string, summary: string, body: z.ZodType, more: Partial<Rest> = {}) =>
  endpoint("post", "Runs", path, summary, { body, headers: ["Prefer", "Idempotency-Key"], answer: views.run, ...more });

const none = { bodyOptional: true };

export const restEndpoints: Endpoint[] = [
  list("Workflows", "/api/v1/workflows", "Workflows that can be started, each with its form", views.workflow),

  write("/api/v1/runs", "Start a run", bodies.startRunBody, {
    status: 201,
    also: { 200: "The run that was started under this `dedupeKey` before." },
  }),
  list("Runs", "/api/v1/runs", "Runs, newest first", views.runSummary, bodies.runsQuery),
  endpoint("get", "Runs", "/api/v1/runs/{id}", "A run with its open reviews", {
    headers: ["Prefer"],
    answer: views.run,
  }),
  write("/api/v1/runs/{id}/cancel", "End a run; its open reviews close", bodies.cancelBody, none),
  write("/api/v1/runs/{id}/retry", "Visit the failed step of a failed run again", bodies.emptyBody, none),
  write("/api/v1/runs/{id}/rewind", "Make an earlier visit again", bodies.rewindBody),
  write("/api/v1/runs/{id}/fork", "Start a new run from an earlier visit", bodies.forkBody, { status: 201 }),
  write("/api/v1/runs/{id}/signals", "Tell a run something by name", bodies.signalBody),
  write("/api/v1/runs/{id}/migrate", "Move a paused run to the newest version", bodies.emptyBody, none),
  {
    ...list(
      "Runs",
      "/api/v1/runs/{id}/events",
      "What happened, numbered without a gap",
      views.event,
      bodies.orderedQuery,
    ),
    headers: ["Last-Event-ID"],
    stream: "With `Accept: text/event-stream`: every event as it happens.",
  },
  list("Runs", "/api/v1/runs/{id}/steps", "Every visit of every step", views.visit, bodies.stepsQuery),
  endpoint("get", "Runs", "/api/v1/runs/{id}/steps/{seq}", "One visit, with what it began with", {
    answer: views.visitDetail,
  }),
  endpoint("get", "Runs", "/api/v1/runs/{id}/workflow", "Its workflow, in the run's own version", {
    answer: views.workflow,
  }),
  list("Runs", "/api/v1/runs/{id}/branches", "Its branches, by visit and place", views.branch, bodies.branchesQuery),
  list("Runs", "/api/v1/runs/{id}/drafts", "Every revision of what is reviewed", views.draft, bodies.orderedQuery),
  list("Runs", "/api/v1/runs/{id}/comments", "Its comments", views.comment),

  list("Reviews", "/api/v1/reviews", "Reviews you may answer, oldest first", views.reviewSummary, bodies.reviewsQuery),
  endpoint("get", "Reviews", "/api/v1/reviews/count", "How many open reviews you may answer", {
    answer: views.reviewCount,
  }),
  endpoint("get", "Reviews", "/api/v1/reviews/{id}", "One review: form, draft and, once given, decision", {
    answer: views.review,
  }),
  endpoint("patch", "Reviews", "/api/v1/reviews/{id}", "Move or take away the deadline of an open review", {
    body: bodies.rescheduleBody,
    headers: ["Idempotency-Key"],
    answer: views.review,
  }),
  {
    ...write("/api/v1/reviews/{id}/decision", "Answer a review; the first answer wins", bodies.decisionBody),
    group: "Reviews",
  },

  list("Threads", "/api/v1/threads", "Your conversations, the one used last first", views.thread),
  endpoint("post", "Threads", "/api/v1/threads", "Say something: begins a thread or its next turn", {
    body: bodies.turnBody,
    headers: ["Idempotency-Key"],
    status: 201,
    answer: z.strictObject({ threadId: z.string(), run: views.run }),
  }),
  list("Threads", "/api/v1/threads/{thread_id}/turns", "Its turns, the newest first", views.turn),

  endpoint("get", "Account", "/api/v1/me", "Who you are, and which mails you get", { answer: views.me }),
  endpoint("patch", "Account", "/api/v1/me", "Choose which mails you get", {
    body: bodies.accountBody,
    headers: ["Idempotency-Key"],
    answer: views.me,
  }),

  ...Object.values(files),
  ...Object.values(schedules),

  list("Agents", "/api/v1/agents", "The agent directory, by name", views.agent, agents.agentsQuery),
  endpoint("post", "Agents", "/api/v1/agents", "Add an agent", {
    body: agents.agentBody,
    headers: ["Idempotency-Key"],
    status: 201,
    answer: views.agent,
  }),
  list("Agents", "/api/v1/agents/search", "Agents that fit, best first", views.agentMatch, agents.agentSearchQuery),
  endpoint("get", "Agents", "/api/v1/agents/{id}", "One agent", { answer: views.agent }),
  endpoint("patch", "Agents", "/api/v1/agents/{id}", "Change, enable or disable an agent", {
    body: agents.agentChanges,
    headers: ["Idempotency-Key"],
    answer: views.agent,
  }),
  endpoint("delete", "Agents", "/api/v1/agents/{id}", "Remove an agent", { answer: views.agent }),
  endpoint("post", "Agents", "/api/v1/agents/{id}/test", "Ask an agent whether it works", {
    body: bodies.emptyBody,
    bodyOptional: true,
    headers: ["Idempotency-Key"],
    answer: views.agent,
  }),

  endpoint("get", "Health", "/api/health", "Whether pages, worker and database are ready", {
    open: true,
    answer: z.strictObject({
      status: z.enum(["ok", "unavailable"]),
      web: z.boolean(),
      worker: z.boolean(),
      database: z.boolean(),
    }),
    also: { 503: "Something is not ready; the same shape." },
  }),
];
