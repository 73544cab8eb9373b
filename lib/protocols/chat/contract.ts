import { contract } from "@/lib/http/endpoint";
import { chatAnswer, chatBody, continueBody } from "./schemas";

export const chatContract = contract(
  { group: "Dialect /api/chat" },
  {
    say: {
      method: "post",
      path: "/api/chat",
      summary: "Say something in a thread, and hold the answer until it waits, ends or fails",
      headers: ["Prefer", "Idempotency-Key"],
      body: chatBody,
      answer: chatAnswer,
    },
    reply: {
      method: "post",
      path: "/api/chat/continue",
      summary: "Answer what a thread asks",
      headers: ["Prefer", "Idempotency-Key"],
      body: continueBody,
      answer: chatAnswer,
    },
    status: {
      method: "get",
      path: "/api/chat/status/{thread_id}",
      summary: "How a thread stands",
      answer: chatAnswer,
    },
  },
);
