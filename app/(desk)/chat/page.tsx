import type { Metadata } from "next";
import { ChatDesk } from "@/components/chat/chat-desk";
import { ChatFrame } from "@/components/chat/chat-frame";
import { requirePrincipal } from "@/lib/auth/session";
import { chat as words } from "@/lib/messages/chat";
import { readThreads } from "./read-thread";

export const metadata: Metadata = { title: words.title };

export default async function ChatPage() {
  const principal = await requirePrincipal();
  return (
    <ChatFrame threads={await readThreads(principal)} currentId={null} title={words.emptyTitle}>
      <ChatDesk
        threadId={null}
        turns={{ data: [], nextCursor: null }}
        bundle={null}
        workflow={null}
        meId={principal.userId}
      />
    </ChatFrame>
  );
}
