import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { RunMoment } from "@/components/runs/run-moment";
import type { EventView, Json, RunView } from "@/lib/views/views";

const dana = { kind: "person" as const, id: "dana", name: "Dana" };
const event = (seq: number, type: string, data: Json): EventView => ({ seq, type, actor: dana, data, at: "" });
const run = { status: "waiting", step: { index: 1, name: "rest" }, updatedAt: "2020-01-01T00:00:00Z" } as RunView;

const shown = (of: Partial<RunView>, events: EventView[], inTimer = false) =>
  renderToStaticMarkup(<RunMoment run={{ ...run, ...of }} events={events} inTimer={inTimer} />).replaceAll(
    /<[^>]*>/g,
    "",
  );

describe("the moment a run speaks of", () => {
  it("is when its timer ends: the newest one of the step it is at", () => {
    const set = event(9, "timer.set", { step: "rest", until: new Date(Date.now() + 50 * 3_600_000).toISOString() });
    const older = event(4, "timer.set", { step: "rest", until: "2020-01-01T00:00:00Z" });
    expect(shown({}, [set, older], true)).toBe("It goes on in 2 days.");
    expect(shown({}, [event(9, "timer.set", { step: "other", until: "2020-01-01T00:00:00Z" })], true)).toBe("");
    expect(shown({}, [set])).toBe("");
  });

  it("is when it ended, and for a canceled one who did it and why", () => {
    expect(shown({ status: "completed" }, [])).toMatch(/^Ended \d+ years ago\.$/);
    const canceled = event(3, "run.canceled", { reason: "Enough" });
    expect(shown({ status: "canceled" }, [canceled])).toMatch(/^Canceled by Dana .* ago\. Reason: “Enough”$/);
    expect(shown({ status: "running" }, [canceled])).toBe("");
  });
});
