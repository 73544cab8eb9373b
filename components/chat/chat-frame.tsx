import { Plus } from "lucide-react";
import type { ReactNode } from "react";
import { buttonLook } from "@/components/ui/button";
import { Link } from "@/components/ui/link";
import { chat as words } from "@/lib/messages/chat";
import type { ThreadView } from "@/lib/views/threads";
import { ThreadDrawer } from "./thread-drawer";
import { ThreadList } from "./thread-list";

interface Props {
  threads: ThreadView[];
  currentId: string | null;
  title: ReactNode;
  children: ReactNode;
}

/** Conversations on the left, the one that is open beside them; on a phone they are a drawer. */
export function ChatFrame({ threads, currentId, title, children }: Props) {
  const list = (
    <>
      <Link href="/chat" className={buttonLook("plain", "self-stretch")}>
        <Plus aria-hidden size={16} />
        {words.newThread}
      </Link>
      <ThreadList threads={threads} currentId={currentId} />
    </>
  );
  return (
    <div className="flex min-h-[calc(100dvh-var(--top))] max-lg:min-h-[calc(100dvh-var(--top)-3.25rem)]">
      <nav
        aria-label={words.threads}
        className="sticky top-(--top) hidden h-[calc(100dvh-var(--top))] w-64 shrink-0 flex-col gap-3 overflow-y-auto border-r border-line p-3 lg:flex"
      >
        {list}
      </nav>
      <div className="mx-auto flex w-full max-w-3xl min-w-0 flex-1 flex-col px-4 pt-5 sm:px-6 lg:pt-8">
        <header className="mb-6 flex flex-wrap items-center justify-between gap-x-4 gap-y-3">
          <h1 className="line-clamp-2 min-w-0 flex-1 text-xl leading-7 font-semibold wrap-anywhere">{title}</h1>
          <ThreadDrawer>{list}</ThreadDrawer>
        </header>
        {children}
      </div>
    </div>
  );
}
