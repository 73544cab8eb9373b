import { contract, get, patch, post, remove } from "@/lib/features/endpoint";
import { emptyBody } from "@/lib/features/schemas";
import { page } from "@/lib/features/shapes";
import { agentBody, agentChanges, agentSearchQuery, agentsQuery } from "./requests";
import { agent, agentMatch } from "./views";

export const agents = contract(
  { group: "Agents", item: "agent" },
  {
    list: get("/api/v1/agents", "The agent directory, by name", { query: agentsQuery, answer: page(agent) }),
    add: post("/api/v1/agents", "Add an agent", { body: agentBody, status: 201, answer: agent }),
    search: get("/api/v1/agents/search", "Agents that fit, best first", {
      query: agentSearchQuery,
      answer: page(agentMatch),
    }),
    get: get("/api/v1/agents/{id}", "One agent", { answer: agent }),
    change: patch("/api/v1/agents/{id}", "Change, enable or disable an agent", { body: agentChanges, answer: agent }),
    remove: remove("/api/v1/agents/{id}", "Remove an agent", { answer: agent }),
    test: post("/api/v1/agents/{id}/test", "Ask an agent whether it works", {
      body: emptyBody,
      bodyOptional: true,
      answer: agent,
    }),
  },
);
