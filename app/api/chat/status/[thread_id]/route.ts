import { chatStatus } from "@/lib/protocols/chat/chat";
import { chatContract } from "@/lib/protocols/chat/contract";
import { getRoutes } from "@/lib/protocols/dialect";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = getRoutes(chatContract.status, chatStatus);
