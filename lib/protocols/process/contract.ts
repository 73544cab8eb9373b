import { contract } from "@/lib/http/endpoint";
import { processAnswer, processBody, resumeBody } from "./schemas";

export const processContract = contract(
  { group: "Dialect /process" },
  {
    start: {
      method: "post",
      path: "/process",
      summary: "Start a run and hold the answer until it waits, ends or fails",
      headers: ["Prefer", "Idempotency-Key"],
      body: processBody,
      answer: processAnswer,
    },
    resume: {
      method: "post",
      path: "/workflow_resume",
      summary: "Answer the form that was shown",
      headers: ["Prefer", "Idempotency-Key"],
      body: resumeBody,
      answer: processAnswer,
    },
  },
);
