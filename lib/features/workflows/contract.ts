import { page } from "@/lib/features/shapes";
import { contract } from "@/lib/http/endpoint";
import { pageQuery } from "@/lib/http/schemas";
import { workflow } from "./views";

export const workflows = contract(
  { group: "Workflows" },
  {
    list: {
      method: "get",
      path: "/api/v1/workflows",
      summary: "Workflows that can be started, each with its form",
      query: pageQuery,
      answer: page(workflow),
    },
  },
);
