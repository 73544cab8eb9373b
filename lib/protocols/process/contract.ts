import { contract, post } from "@/lib/features/endpoint";
import { processAnswer, processBody, resumeBody } from "./schemas";

export const processContract = contract(
  { group: "Dialect /process" },
  {
    start: post("/process", "Start a run and hold the answer until it waits, ends or fails", {
      body: processBody,
      answer: processAnswer,
      waits: true,
    }),
    resume: post("/workflow_resume", "Answer the form that was shown", {
      body: resumeBody,
      answer: processAnswer,
      waits: true,
    }),
  },
);
