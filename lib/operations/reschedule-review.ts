import { mayHaveDeadline } from "@/lib/engine/close-reviews";
import { RACE_LOST } from "@/lib/engine/ignored";
import { HoldpointError, invalid } from "@/lib/errors";
import { rights } from "@/lib/messages/rights";
import type { ReviewView } from "@/lib/views/views";
import type { Principal } from "@/lib/words/people";
import { applyEvent, untilSettled } from "./apply-event";
import { firstEvent } from "./decide-review";
import { checkMay, forbidden } from "./may-act";
import type { Ports } from "./ports";
import { actorOf, presentReview } from "./present";
import { readSeenReview } from "./read-run";
import type { ReviewRecord, ReviewSnapshot } from "./records";

/**
 * Moves the deadline of an open review, or with null takes it away. The new one must be in the future, by the
 * database's clock. The same deadline again changes nothing.
 */
export function rescheduleReview(
  ports: Ports,
  by: Principal,
  reviewId: string,
  dueAt: Date | null,
): Promise<ReviewView> {
  return untilSettled(async () => {
    const found = await readSeenReview(ports, by, reviewId);
    const { review, reviewDraft, snapshot } = found;
    checkMay(by, "reschedule", found);
    if (review.status !== "open") throw closed(review.status);
    if (review.dueAt?.getTime() === dueAt?.getTime()) return presentReview(by, snapshot.run, review, reviewDraft);
    checkSooner(by, review, dueAt);
    await checkDueAt(ports, found, dueAt);
    const event = { type: "review.rescheduled", reviewId, by: actorOf(by), dueAt } as const;
    const outcome = await applyEvent(ports, snapshot, event);
    if (outcome.kind === "committed") return presentReview(by, snapshot.run, { ...review, dueAt }, reviewDraft);
    if (outcome.kind === "ignored" && outcome.reason === RACE_LOST) throw closed("canceled");
    // Something else comes first, although nobody has applied it yet: then it is applied now, and says so.
    if (outcome.kind === "ignored") await applyEvent(ports, snapshot, firstEvent(outcome.reason));
  });
}

function closed(status: string): HoldpointError {
  return new HoldpointError("review_closed", `This is ${status}; its due date counts no more. Nothing was changed.`, {
    reviewStatus: status,
  });
}

/** What a deadline does must not stand in for the people that a form insists on. */
function checkSooner(by: Principal, { people, dueAt: before }: ReviewRecord, dueAt: Date | null): void {
  if (people === null || by.role === "admin" || dueAt === null) return;
  if (before === null || dueAt < before) throw forbidden(rights.sooner, { act: "reschedule" });
}

async function checkDueAt(ports: Ports, { review, snapshot }: ReviewSnapshot, dueAt: Date | null): Promise<void> {
  if (dueAt === null) return;
  if (dueAt <= snapshot.now) {
    throw invalid([
      { field: "dueAt", message: `dueAt must be in the future; it is ${snapshot.now.toISOString()} now.` },
    ]);
  }
  const { run } = snapshot;
  if (run.expiresAt && dueAt > run.expiresAt) {
    const message = `The run gives up this wait at ${run.expiresAt.toISOString()}. Choose a time before that.`;
    throw invalid([{ field: "dueAt", message }]);
  }
  const program = await ports.programs.find(run);
  if (program && !mayHaveDeadline(program.steps[review.stepIndex])) {
    const message = `The workflow does not say what happens when ${review.stepName} is not answered in time, so it can't have a due date. Give the step a deadline.`;
    throw invalid([{ field: "dueAt", message }]);
  }
}
