import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { RunMoment } from "@/components/runs/run-moment";
import { NowProvider } from "@/components/ui/now";
import type { EventView, Json, RunView } from "@/lib/views/views";

const dana = { kind: "person" as const, id: "dana", name: "Dana" };
const event = (seq: number, type: string, data: Json): EventView => ({ seq, type, actor: dana, data, at: "" });
const run = { status: "waiting", step: { index: 1, name: "rest" }, updatedAt: "2020-01-01T00:00:00Z" } as RunView;

const shown = (of: Partial<RunView>, events: EventView[], inTimer = false) =>
  renderToStaticMarkup(
    <NowProvider serverNow={Date.parse("2026-01-01T00:00:00Z")}>
      <RunMoment run={{ ...run, ...of }} events={events} inTimer={inTimer} />
    </NowProvider>,
  ).replaceAll(/<[^>]*>/g, "");

describe("the moment a run speaks of", () => {
  it("is when its timer ends: the newest one of the step it is at", () => {
    const set = event(9, "timer.set", { step: "rest", until: "2026-01-03T02:00:00Z" });
    const older = event(4, "timer.set", { step: "rest", until: "2020-01-01T00:00:00Z" });
    expect(shown({}, [set, older], true)).toBe("It goes on in 2 days.");
    expect(shown({}, [event(9, "timer.set", { step: "other", until: "2020-01-01T00:00:00Z" })], true)).toBe("");
    expect(shown({}, [set])).toBe("");
  });

  it("is when it ended, and for a canceled one who did it and why", () => {
    expect(shown({ status: "completed" }, [])).toBe("Ended 6 years ago.");
    const canceled = event(3, "run.canceled", { reason: "Enough" });
    expect(shown({ status: "canceled" }, [canceled])).toBe("Canceled by Dana 6 years ago. Reason: “Enough”");
    expect(shown({ status: "running" }, [canceled])).toBe("");
  });
});
