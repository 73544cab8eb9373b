import { postRoutes } from "@/lib/protocols/dialect";
import { startProcess } from "@/lib/protocols/process/process";
import { processBody } from "@/lib/protocols/process/schemas";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = postRoutes(processBody, startProcess);
