import { workflows } from "@/lib/features/workflows/contract";
import { pageOf } from "@/lib/http/name-page";
import { bind } from "./bind";

export const workflowRoutes = bind(workflows, {
  list: async ({ operations, principal, query }) => pageOf(await operations.listWorkflows(principal), query),
});
