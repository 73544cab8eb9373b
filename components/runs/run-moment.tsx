import { PlainText } from "@/components/markdown/plain-text";
import { Time } from "@/components/ui/time";
import { runs as words } from "@/lib/messages/runs";
import type { EventView, Json, RunView } from "@/lib/views/views";

/** When a timer ends, who canceled a run and why, or when it ended. */
export function RunMoment({ run, events, inTimer }: { run: RunView; events: EventView[]; inTimer: boolean }) {
  if (run.status === "waiting") {
    const set = events.find((event) => event.type === "timer.set" && textIn(event, "step") === run.step?.name);
    const until = textIn(set, "until");
    return inTimer && until ? (
      <>
        {words.goesOn} <Time at={until} as="until" withClock />.
      </>
    ) : null;
  }
  if (run.status === "running") return null;
  const canceled = run.status === "canceled" ? events.find(({ type }) => type === "run.canceled") : undefined;
  const reason = textIn(canceled, "reason");
  return (
    <span className="block text-sm text-quiet">
      {canceled ? (
        <PlainText>{words.canceledBy(canceled.actor.name)}</PlainText>
      ) : run.status === "failed" ? (
        words.stopped
      ) : (
        words.ended
      )}{" "}
      <Time at={run.updatedAt} withClock />.
      {reason ? (
        <>
          {" "}
          <PlainText>{words.reason(reason)}</PlainText>
        </>
      ) : null}
    </span>
  );
}

function textIn(event: EventView | undefined, name: string): string {
  const data: Json = event?.data ?? null;
  if (typeof data !== "object" || data === null || Array.isArray(data)) return "";
  const value = data[name];
  return typeof value === "string" ? value : "";
}
