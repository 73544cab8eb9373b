import type { ReactNode } from "react";
import { PlainText } from "@/components/markdown/plain-text";
import { BackLink } from "@/components/ui/back-link";
import { Link } from "@/components/ui/link";
import { PageHeader } from "@/components/ui/page-header";
import { Time } from "@/components/ui/time";
import { control } from "@/lib/messages/control";
import { runs as words } from "@/lib/messages/runs";
import type { RunView } from "@/lib/views/views";

/** What a run is about, where it comes from, and the way back: to the run it is a branch of, or to all runs. */
export function RunHeading({
  run,
  title,
  workflow,
  parent,
}: {
  run: RunView;
  title: ReactNode;
  workflow: string;
  parent: { id: string; title: string } | null;
}) {
  const { forkedFrom } = run;
  return (
    <PageHeader
      above={
        parent ? (
          <BackLink href={`/runs/${parent.id}`}>
            <PlainText>{parent.title}</PlainText>
          </BackLink>
        ) : (
          <BackLink href="/runs">{words.back}</BackLink>
        )
      }
      title={<span className="line-clamp-3">{title}</span>}
      below={
        <>
          {workflow}, {words.version(run.version)} · {words.startedBy} <PlainText>{run.startedBy.name}</PlainText>,{" "}
          <Time at={run.createdAt} withClock />
          {forkedFrom ? (
            <>
              {" · "}
              {control.forkedFrom}{" "}
              <Link href={`/runs/${forkedFrom.runId}#visit-${forkedFrom.seq}`} className="underline">
                {control.forkedFromVisit(forkedFrom.seq)}
              </Link>
              {forkedFrom.replaced ? (
                <span className="text-waiting" title={control.replacedHow}>
                  {" "}
                  <PlainText>{control.replaced(forkedFrom.replaced)}</PlainText>
                </span>
              ) : null}
            </>
          ) : null}
        </>
      }
    />
  );
}
