import type { Endpoint } from "@/lib/http/endpoint";
import * as chat from "@/lib/protocols/chat/schemas";
import * as process from "@/lib/protocols/process/schemas";
import * as start from "@/lib/protocols/start-workflow/schemas";

/** Their refusals are `{"error"}`. */
export const dialectEndpoints: Endpoint[] = [
  {
    method: "post",
    group: "Dialect /process",
    path: "/process",
    summary: "Start a run and hold the answer until it waits, ends or fails",
    headers: ["Prefer", "Idempotency-Key"],
    body: process.processBody,
    answer: process.processAnswer,
  },
  {
    method: "post",
    group: "Dialect /process",
    path: "/workflow_resume",
    summary: "Answer the form that was shown",
    headers: ["Prefer", "Idempotency-Key"],
    body: process.resumeBody,
    answer: process.processAnswer,
  },
  {
    method: "post",
    group: "Dialect /api/chat",
    path: "/api/chat",
    summary: "Say something in a thread, and hold the answer until it waits, ends or fails",
    headers: ["Prefer", "Idempotency-Key"],
    body: chat.chatBody,
    answer: chat.chatAnswer,
  },
  {
    method: "post",
    group: "Dialect /api/chat",
    path: "/api/chat/continue",
    summary: "Answer what a thread asks",
    headers: ["Prefer", "Idempotency-Key"],
    body: chat.continueBody,
    answer: chat.chatAnswer,
  },
  {
    method: "get",
    group: "Dialect /api/chat",
    path: "/api/chat/status/{thread_id}",
    summary: "How a thread stands",
    answer: chat.chatAnswer,
  },
  {
    method: "post",
    group: "Dialect /start-workflow",
    path: "/start-workflow",
    summary: "Start a run",
    headers: ["Idempotency-Key"],
    body: start.startBody,
    answer: start.startAnswer,
  },
  {
    method: "get",
    group: "Dialect /start-workflow",
    path: "/workflow-status",
    summary: "How a run stands, and what it asks",
    query: start.statusQuery,
    answer: start.statusAnswer,
  },
  {
    method: "post",
    group: "Dialect /start-workflow",
    path: "/provide-input",
    summary: "Answer one request or several",
    headers: ["Idempotency-Key"],
    body: start.provideBody,
    answer: start.provideAnswer,
  },
];
