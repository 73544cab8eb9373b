import { contract, get, post } from "@/lib/features/endpoint";
import { body, name, pageQuery } from "@/lib/features/schemas";
import { page } from "@/lib/features/shapes";
import { startedTurn, thread, turn } from "./views";

export const threads = contract(
  { group: "Threads" },
  {
    list: get("/api/v1/threads", "Your conversations, the one used last first", {
      query: pageQuery,
      answer: page(thread),
    }),
    say: post("/api/v1/threads", "Say something: begins a thread or its next turn", {
      body: body({ prompt: name(100_000), threadId: name(128).optional() }),
      status: 201,
      answer: startedTurn,
    }),
    turns: get("/api/v1/threads/{thread_id}/turns", "Its turns, the newest first", {
      query: pageQuery,
      answer: page(turn),
    }),
  },
);
