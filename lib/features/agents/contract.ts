import { page } from "@/lib/features/shapes";
import { contract } from "@/lib/http/endpoint";
import { emptyBody } from "@/lib/http/schemas";
import { agentBody, agentChanges, agentSearchQuery, agentsQuery } from "./requests";
import { agent, agentMatch } from "./views";

export const agents = contract(
  { group: "Agents", item: "agent" },
  {
    list: {
      method: "get",
      path: "/api/v1/agents",
      summary: "The agent directory, by name",
      query: agentsQuery,
      answer: page(agent),
    },
    add: {
      method: "post",
      path: "/api/v1/agents",
      summary: "Add an agent",
      body: agentBody,
      headers: ["Idempotency-Key"],
      status: 201,
      answer: agent,
    },
    search: {
      method: "get",
      path: "/api/v1/agents/search",
      summary: "Agents that fit, best first",
      query: agentSearchQuery,
      answer: page(agentMatch),
    },
    get: { method: "get", path: "/api/v1/agents/{id}", summary: "One agent", answer: agent },
    change: {
      method: "patch",
      path: "/api/v1/agents/{id}",
      summary: "Change, enable or disable an agent",
      body: agentChanges,
      headers: ["Idempotency-Key"],
      answer: agent,
    },
    remove: { method: "delete", path: "/api/v1/agents/{id}", summary: "Remove an agent", answer: agent },
    test: {
      method: "post",
      path: "/api/v1/agents/{id}/test",
      summary: "Ask an agent whether it works",
      body: emptyBody,
      bodyOptional: true,
      headers: ["Idempotency-Key"],
      answer: agent,
    },
  },
);
