import { contract } from "@/lib/http/endpoint";
import { provideAnswer, provideBody, startAnswer, startBody, statusAnswer, statusQuery } from "./schemas";

export const startWorkflowContract = contract(
  { group: "Dialect /start-workflow" },
  {
    start: {
      method: "post",
      path: "/start-workflow",
      summary: "Start a run",
      headers: ["Idempotency-Key"],
      body: startBody,
      answer: startAnswer,
    },
    status: {
      method: "get",
      path: "/workflow-status",
      summary: "How a run stands, and what it asks",
      query: statusQuery,
      answer: statusAnswer,
    },
    provide: {
      method: "post",
      path: "/provide-input",
      summary: "Answer one request or several",
      headers: ["Idempotency-Key"],
      body: provideBody,
      answer: provideAnswer,
    },
  },
);
