import { getRoutes } from "@/lib/protocols/dialect";
import { statusQuery } from "@/lib/protocols/start-workflow/schemas";
import { workflowStatus } from "@/lib/protocols/start-workflow/start-workflow";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = getRoutes(statusQuery, workflowStatus);
