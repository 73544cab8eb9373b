import { noQuery } from "@/lib/http/schemas";
import { chatStatus } from "@/lib/protocols/chat/chat";
import { getRoutes } from "@/lib/protocols/dialect";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = getRoutes(noQuery, chatStatus);
