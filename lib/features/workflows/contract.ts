import { contract, get } from "@/lib/features/endpoint";
import { pageQuery } from "@/lib/features/schemas";
import { page } from "@/lib/features/shapes";
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
