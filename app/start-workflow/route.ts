import { postRoutes } from "@/lib/protocols/dialect";
import { startBody } from "@/lib/protocols/start-workflow/schemas";
import { startWorkflow } from "@/lib/protocols/start-workflow/start-workflow";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = postRoutes(startBody, startWorkflow);
