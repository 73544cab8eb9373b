import { page } from "@/lib/features/shapes";
import { contract } from "@/lib/http/endpoint";
import { body, name, pageQuery } from "@/lib/http/schemas";
import { startedTurn, thread, turn } from "./views";

export const threads = contract(
  { group: "Threads" },
  {
    list: {
      method: "get",
      path: "/api/v1/threads",
      summary: "Your conversations, the one used last first",
      query: pageQuery,
      answer: page(thread),
    },
    say: {
      method: "post",
      path: "/api/v1/threads",
      summary: "Say something: begins a thread or its next turn",
      body: body({ prompt: name(100_000), threadId: name(128).optional() }),
      headers: ["Idempotency-Key"],
      status: 201,
      answer: startedTurn,
    },
    turns: {
      method: "get",
      path: "/api/v1/threads/{thread_id}/turns",
      summary: "Its turns, the newest first",
      query: pageQuery,
      answer: page(turn),
    },
  },
);
