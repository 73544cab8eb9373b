import { contract, get, post } from "@/lib/features/endpoint";
import { noQuery } from "@/lib/features/schemas";
import { chatAnswer, chatBody, continueBody } from "./schemas";

export const chatContract = contract(
  { group: "Dialect /api/chat" },
  {
    say: post("/api/chat", "Say something in a thread, and hold the answer until it waits, ends or fails", {
      body: chatBody,
      answer: chatAnswer,
      waits: true,
    }),
    reply: post("/api/chat/continue", "Answer what a thread asks", {
      body: continueBody,
      answer: chatAnswer,
      waits: true,
    }),
    status: get("/api/chat/status/{thread_id}", "How a thread stands", { query: noQuery, answer: chatAnswer }),
  },
);
