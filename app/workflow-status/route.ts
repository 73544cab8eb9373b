import { getRoutes } from "@/lib/protocols/dialect";
import { startWorkflowContract } from "@/lib/protocols/start-workflow/contract";
import { workflowStatus } from "@/lib/protocols/start-workflow/start-workflow";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = getRoutes(startWorkflowContract.status, workflowStatus);
