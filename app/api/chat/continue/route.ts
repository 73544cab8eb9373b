import { continueChat } from "@/lib/protocols/chat/chat";
import { continueBody } from "@/lib/protocols/chat/schemas";
import { postRoutes } from "@/lib/protocols/dialect";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = postRoutes(continueBody, continueChat);
