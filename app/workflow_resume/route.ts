import { postRoutes } from "@/lib/protocols/dialect";
import { resumeProcess } from "@/lib/protocols/process/process";
import { resumeBody } from "@/lib/protocols/process/schemas";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = postRoutes(resumeBody, resumeProcess);
