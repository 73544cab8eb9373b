import type { WorkflowDefinition } from "@/lib/engine/definition/definition";
import type { RunView } from "@/lib/views/views";
import { startHoldpoint, type TestHoldpoint } from "./holdpoint";

/** Several processes' worth of Holdpoint on one database, each with the workflows of its release. */
export function deployment(databaseUrl: string) {
  const running = new Set<TestHoldpoint>();
  const lines: string[] = [];
  const stop = async (holdpoint: TestHoldpoint) => {
    running.delete(holdpoint);
    await holdpoint.stop();
  };
  return {
    async start(...workflows: WorkflowDefinition[]): Promise<TestHoldpoint> {
      const holdpoint = await startHoldpoint({ databaseUrl, workflows, log: (line) => lines.push(line) });
      running.add(holdpoint);
      return holdpoint;
    },
    stop,
    /** What all of them logged. */
    lines,
    async stopAll(): Promise<void> {
      await Promise.all([...running].map(stop));
    },
  };
}

/** The run once it fits; listens, and looks again whenever it changed. */
export async function until(at: TestHoldpoint, id: string, fits: (run: RunView) => boolean): Promise<RunView> {
  for (;;) {
    let stop = () => {};
    // Listen first: a change between reading and listening would be missed. Announcements may be lost.
    const changed = new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, 200);
      const unsubscribe = at.live.onRun(id, resolve);
      stop = () => {
        clearTimeout(timer);
        unsubscribe();
      };
    });
    const run = await at.operations.getRun(at.dana, id);
    if (!fits(run)) await changed;
    stop();
    if (fits(run)) return run;
  }
}

export function answer(at: TestHoldpoint, run: RunView, action: string, values = {}, index = 0, by = at.ben) {
  const review = run.reviews[index];
  if (!review) throw new Error(`No review ${index} in ${JSON.stringify(run)}`);
  return at.operations.decideReview(by, review.id, { action, values, draftRevision: review.draft?.revision });
}

export async function eventsOf(at: TestHoldpoint, runId: string): Promise<string[]> {
  return (await at.operations.listEvents(at.dana, runId, { limit: 200 })).data.map(({ type }) => type);
}
