import type { Metadata } from "next";
import { tabTitle } from "@/app/(desk)/tab-title";
import { ChatDesk } from "@/components/chat/chat-desk";
import { ChatFrame } from "@/components/chat/chat-frame";
import { promptOf } from "@/components/chat/prompt-of";
import { PlainText } from "@/components/markdown/plain-text";
import { chat as words } from "@/lib/messages/chat";
import { readThread } from "../read-thread";

/** Its title, or of one that is further down than the list goes, what was said last. */
async function titleOf(): Promise<string> {
  const { threads, threadId, turns, workflow } = await readThread();
  const listed = threads.find(({ id }) => id === threadId)?.title;
  return listed ?? promptOf(turns.data[0]?.run.input ?? null, workflow?.input.fields ?? []).slice(0, 120);
}

export async function generateMetadata(): Promise<Metadata> {
  const title = (await titleOf()) || words.title;
  return { title: tabTitle(title) };
}

export default async function ThreadPage() {
  const { principal, threadId, threads, turns, bundle, workflow } = await readThread();
  return (
    <ChatFrame threads={threads} currentId={threadId} title={<PlainText>{await titleOf()}</PlainText>}>
      <ChatDesk
        key={threadId}
        threadId={threadId}
        turns={turns}
        bundle={bundle}
        workflow={workflow}
        meId={principal.userId}
      />
    </ChatFrame>
  );
}
