import { bind } from "@/lib/http/bind";
import { pageOf } from "@/lib/http/name-page";
import { workflows } from "./contract";

export const workflowRoutes = bind(workflows, {
  list: async ({ operations, principal, query }) => pageOf(await operations.listWorkflows(principal), query),
});
