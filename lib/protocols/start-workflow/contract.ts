import { contract, get, post } from "@/lib/features/endpoint";
import { provideAnswer, provideBody, startAnswer, startBody, statusAnswer, statusQuery } from "./schemas";

export const startWorkflowContract = contract(
  { group: "Dialect /start-workflow" },
  {
    start: post("/start-workflow", "Start a run", { body: startBody, answer: startAnswer }),
    status: get("/workflow-status", "How a run stands, and what it asks", {
      query: statusQuery,
      answer: statusAnswer,
    }),
    provide: post("/provide-input", "Answer one request or several", { body: provideBody, answer: provideAnswer }),
  },
);
