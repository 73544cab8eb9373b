import { CheckCircle2, CircleSlash } from "lucide-react";
import { PlainText } from "@/components/markdown/plain-text";
import { classNames } from "@/components/ui/class-names";
import { Link } from "@/components/ui/link";
import { Time } from "@/components/ui/time";
import { inbox as words } from "@/lib/messages/inbox";
import type { InboxRow } from "./row";

/** What it is about, how long it has waited, who asked; or how it ended. */
export function ReviewRow({ row, meId }: { row: InboxRow & { gone?: boolean }; meId: string }) {
  const which =
    row.draftRevision !== null ? words.draft(row.draftRevision) : row.visit > 1 ? words.round(row.visit) : null;
  return (
    <Link
      href={`/reviews/${row.id}`}
      className={classNames(
        "grid grid-cols-[minmax(0,1fr)_auto] items-baseline gap-x-4 gap-y-0.5 px-4 py-3 -outline-offset-2 hover:bg-page sm:grid-cols-[minmax(0,1fr)_8rem_7rem]",
        row.gone && "opacity-70",
      )}
    >
      <span className="line-clamp-2 font-semibold wrap-anywhere sm:line-clamp-1">
        <PlainText>{row.title}</PlainText>
      </span>
      <span className="figures text-right text-quiet sm:text-left">
        <State row={row} />
      </span>
      <span className="truncate text-quiet max-sm:order-last max-sm:text-right sm:text-left">
        {row.askedBy ? (
          <>
            <span className="sr-only">{words.askedBy} </span>
            <PlainText>{row.askedBy.id === meId ? words.you : row.askedBy.name}</PlainText>
          </>
        ) : null}
      </span>
      <span className="truncate text-quiet sm:col-span-3">
        <span className="figures">{which ? `${row.workflow} · ${which}` : row.workflow}</span>
        {row.reason ? <PlainText>{` · ${row.reason}`}</PlainText> : null}
        {row.decision ? (
          <>
            {" · "}
            <PlainText>
              {words.answeredBy(row.decision.by.id === meId ? words.you : row.decision.by.name, row.decision.label)}
            </PlainText>
          </>
        ) : row.dueAt ? (
          <>
            {" · "}
            {words.due("")}
            <Time at={row.dueAt} as="until" />
          </>
        ) : null}
      </span>
    </Link>
  );
}

function State({ row }: { row: InboxRow & { gone?: boolean } }) {
  if (row.gone) {
    return (
      <span className="inline-flex items-center gap-1.5 text-done">
        <CheckCircle2 aria-hidden size={14} />
        {words.answered}
      </span>
    );
  }
  if (row.status === "open") {
    return (
      <>
        {words.waits("")}
        <Time at={row.createdAt} as="short" />
      </>
    );
  }
  if (row.decision) return <Time at={row.decision.at} as="ago" />;
  return (
    <span className="inline-flex items-center gap-1.5">
      <CircleSlash aria-hidden size={14} />
      {row.status === "expired" ? words.expired : words.canceled}
    </span>
  );
}
