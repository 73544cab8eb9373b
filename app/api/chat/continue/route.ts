import { continueChat } from "@/lib/protocols/chat/chat";
import { chatContract } from "@/lib/protocols/chat/contract";
import { postRoutes } from "@/lib/protocols/dialect";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = postRoutes(chatContract.reply, continueChat);
