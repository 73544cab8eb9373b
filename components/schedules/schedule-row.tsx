"use client";

import { CircleAlert, Pause } from "lucide-react";
import { RefusalNotice } from "@/components/forms/refusal-notice";
import { PlainText } from "@/components/markdown/plain-text";
import { Button } from "@/components/ui/button";
import { Link } from "@/components/ui/link";
import { Time } from "@/components/ui/time";
import { cronWords } from "@/lib/messages/cron-words";
import { schedules as words } from "@/lib/messages/schedules";
import type { ScheduleView } from "@/lib/views/views";
import { usePause } from "./use-pause";

export function ScheduleRow({
  schedule,
  title,
  mayPause,
}: {
  schedule: ScheduleView;
  title: string;
  mayPause: boolean;
}) {
  const { busy, refusal, toggle } = usePause(schedule);
  const { name, enabled, error } = schedule;
  return (
    <div className="flex flex-col gap-3 px-4 py-3">
      <div className="flex items-center gap-x-4 gap-y-2">
        <div className="grid min-w-0 flex-1 gap-x-6 gap-y-0.5 lg:grid-cols-2">
          <div className="flex min-w-0 flex-col gap-0.5">
            <p className="font-semibold wrap-anywhere">
              {title}
              {name === "default" ? null : <span className="font-normal text-quiet"> · {name}</span>}
            </p>
            <p className="text-quiet">
              <When schedule={schedule} />
            </p>
          </div>
          <div className="figures flex min-w-0 flex-col gap-0.5">
            <p>
              <NextStart schedule={schedule} />
            </p>
            <p className="text-quiet">
              <LastStart schedule={schedule} />
            </p>
          </div>
        </div>
        {mayPause ? (
          <Button aria-disabled={busy} onClick={toggle} className="min-w-24">
            {enabled ? words.pause : words.resume}
            <span className="sr-only"> {words.of(title, name)}</span>
          </Button>
        ) : null}
      </div>
      {error ? (
        <p className="flex items-start gap-2 text-failed">
          <CircleAlert aria-hidden size={16} className="mt-0.5 shrink-0" />
          <span className="wrap-anywhere">
            {words.failed(error)} {enabled ? words.goesOn : null}
          </span>
        </p>
      ) : null}
      {refusal ? <RefusalNotice refusal={refusal} onRetry={toggle} /> : null}
    </div>
  );
}

function When({ schedule: { cron, timeZone, everyMs } }: { schedule: ScheduleView }) {
  if (everyMs !== null) return words.every(everyMs);
  const said = cronWords(cron ?? "");
  return (
    <>
      {said === null ? <code>{cron}</code> : <span title={cron ?? undefined}>{said}</span>} ·{" "}
      {timeZone?.replaceAll("_", " ")}
    </>
  );
}

function NextStart({ schedule: { nextAt, enabled, pausedBy } }: { schedule: ScheduleView }) {
  if (!enabled) {
    return (
      <span className="inline-flex items-center gap-1.5 text-waiting">
        <Pause aria-hidden size={12} />
        <PlainText>{pausedBy ? words.pausedBy(pausedBy.name) : words.paused}</PlainText>
      </span>
    );
  }
  if (nextAt === null) return null;
  return (
    <>
      {words.next} <Time at={nextAt} as="until" withClock />
    </>
  );
}

function LastStart({ schedule: { lastAt, lastRunId, error } }: { schedule: ScheduleView }) {
  if (lastAt === null) return words.none;
  if (lastRunId === null) {
    return (
      <>
        {error === null ? words.lastStart : words.lastTry} <Time at={lastAt} />
      </>
    );
  }
  return (
    <Link href={`/runs/${lastRunId}`} className="text-accent hover:underline">
      {words.last} <Time at={lastAt} />
    </Link>
  );
}
