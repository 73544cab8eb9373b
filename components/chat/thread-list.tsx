import { PlainText } from "@/components/markdown/plain-text";
import { classNames } from "@/components/ui/class-names";
import { Link } from "@/components/ui/link";
import { StatusDot } from "@/components/ui/status-dot";
import { Time } from "@/components/ui/time";
import { chat as words } from "@/lib/messages/chat";
import type { ThreadView } from "@/lib/views/threads";
import { threadPath } from "./thread-path";

/** Conversations of the person who looks, the one used last first. */
export function ThreadList({ threads, currentId }: { threads: ThreadView[]; currentId: string | null }) {
  if (threads.length === 0) return <p className="px-2.5 py-2 text-quiet">{words.noThreads}</p>;
  return (
    <ul className="flex flex-col gap-0.5">
      {threads.map(({ id, title, status, updatedAt }) => (
        <li key={id}>
          <Link
            href={threadPath(id)}
            aria-current={id === currentId ? "page" : undefined}
            className={classNames(
              "flex min-h-9 flex-col gap-0.5 rounded-lg px-2.5 py-1.5 -outline-offset-2 pointer-coarse:min-h-11",
              id === currentId ? "bg-sunken text-ink" : "text-quiet hover:bg-sunken hover:text-ink",
            )}
          >
            <span className={classNames("line-clamp-2 wrap-anywhere", id === currentId && "font-semibold")}>
              <PlainText>{title}</PlainText>
            </span>
            <span className="figures flex items-center gap-2 text-xs text-quiet">
              <StatusDot status={status} />
              <Time at={updatedAt} />
            </span>
          </Link>
        </li>
      ))}
    </ul>
  );
}
