import type { Program } from "@/lib/engine/program";
import type { Step } from "@/lib/engine/steps";
import type { Outputs } from "@/lib/engine/types";
import { rights } from "@/lib/messages/rights";
import type { ReviewBelow } from "./records";

/** A run that is to be forked, up to the visit at which the fork begins. */
interface Source {
  program: Program;
  /** Where the fork begins. */
  seq: number;
  /** Visits before it, in their order. */
  visits: { seq: number; stepName: string }[];
  /** Of the run and its branches. */
  reviews: ReviewBelow[];
}

const isDecided = ({ by }: ReviewBelow) => by !== null;

/**
 * Why nobody may begin a fork at this visit; null when it may. What was decided where a form says who may not decide
 * counts once: a fork that went on from there would use the same approval again.
 */
export function beginsTooLate({ program, seq, visits, reviews }: Source): string | null {
  const approvals = reviews.filter((review) => isDecided(review) && review.people !== null);
  const first = Math.min(...approvals.map(({ under }) => under));
  if (seq <= first) return null;
  const name = visits.find((visit) => visit.seq === first)?.stepName ?? "";
  return rights.fork.approved(titleOf(program, name), first);
}

/** Why nobody may replace these outputs; null when they may be. */
export function mayNotReplace(source: Source, data: Outputs): string | null {
  for (const name of Object.keys(data)) {
    const step = source.program.steps.find((one) => one.name === name);
    const reason = step && problemOf(source, step);
    if (reason) return reason;
  }
  return null;
}

function problemOf({ program, seq, visits, reviews }: Source, step: Step): string | null {
  const { fork } = rights;
  if (step.kind === "form") return fork.decision(step.title);
  const own = visits.filter(({ stepName }) => stepName === step.name).map((visit) => visit.seq);
  const asked = reviews.some(({ under }) => own.includes(under));
  if (asked || ("branches" in step && asksInside(program, step.name))) return fork.asked(step.title);
  const carried = reviews.filter((review) => isDecided(review) && review.under < seq).map(({ under }) => under);
  if (carried.length === 0) return null;
  if (isPure(step)) return fork.derived(step.title);
  const last = own.at(-1);
  return last === undefined || last < Math.max(...carried) ? fork.judged(step.title) : null;
}

/** What it gives follows from what the run holds. */
const isPure = ({ kind }: Step) => kind === "set" || kind === "code" || kind === "branch";

/** True where a branch of this step has a form, or a step whose branches have one. */
function asksInside(program: Program, step: string): boolean {
  const branches = program.inner.filter(({ workflow }) => workflow.startsWith(`${program.workflow}/${step}/`));
  return branches.some((branch) =>
    branch.steps.some((one) => one.kind === "form" || ("branches" in one && asksInside(branch, one.name))),
  );
}

const titleOf = (program: Program, name: string) => program.steps.find((one) => one.name === name)?.title ?? name;
