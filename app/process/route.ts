import { postRoutes } from "@/lib/protocols/dialect";
import { processContract } from "@/lib/protocols/process/contract";
import { startProcess } from "@/lib/protocols/process/process";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = postRoutes(processContract.start, startProcess);
