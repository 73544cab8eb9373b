import type { Program } from "@/lib/engine/program";
import type { Progress } from "@/lib/engine/progress";
import type { Snapshot } from "@/lib/engine/types";

/** One kind of event: when it still counts, and what it makes of a run. */
export interface EventRule<E> {
  /** Why it changes nothing any more: it came too late, twice or for another visit. Null where it counts. */
  outdated(snapshot: Snapshot, event: E): string | null;
  apply(program: Program, progress: Progress, event: E): void;
  /** What it does where nobody at hand knows the version; without it, it can only be refused there. */
  applyWithoutProgram?(progress: Progress, event: E): void;
  /** What was held until the version is known is taken up before this can be judged. */
  comesAfterHeld?: true;
  /** Also a branch whose race is lost takes note of it. */
  countsWhenLost?: true;
}
