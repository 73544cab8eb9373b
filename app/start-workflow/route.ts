import { postRoutes } from "@/lib/protocols/dialect";
import { startWorkflowContract } from "@/lib/protocols/start-workflow/contract";
import { startedAnswer, startWorkflow } from "@/lib/protocols/start-workflow/start-workflow";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = postRoutes(
  startWorkflowContract.start,
  startWorkflow,
  startedAnswer,
);
