import { page } from "@/lib/features/shapes";
import { contract, get } from "@/lib/http/endpoint";
import { pageQuery } from "@/lib/http/schemas";
import { workflow } from "./views";

export const workflows = contract(
  { group: "Workflows" },
  {
    list: get("/api/v1/workflows", "Workflows that can be started, each with its form", {
      query: pageQuery,
      answer: page(workflow),
    }),
  },
);
