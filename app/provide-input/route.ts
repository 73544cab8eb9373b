import { postRoutes } from "@/lib/protocols/dialect";
import { startWorkflowContract } from "@/lib/protocols/start-workflow/contract";
import { providedAnswer, provideInput } from "@/lib/protocols/start-workflow/start-workflow";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = postRoutes(
  startWorkflowContract.provide,
  provideInput,
  providedAnswer,
);
