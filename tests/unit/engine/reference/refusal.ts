import type { Happening } from "./happening";
import { isDue, isLeaseOver, isNews, isOver, isUnderWay, type Model } from "./model";

/** Needs nobody who knows the version. */
export const UNIVERSAL = ["review.decided", "signal.received", "run.canceled"];
/** What can't be judged before what was held is taken up. */
const AFTER_HELD = ["review.decided", "review.rescheduled", "time.passed"];

/** Why an event changes nothing; null when it counts. */
export function refusal(m: Model, happening: Happening): string | null {
  const { type, known } = happening;
  if (m.raceLost && isUnderWay(m) && type !== "run.canceled") return "race lost";
  if (known && m.held && AFTER_HELD.includes(type)) return "what was held comes first";
  const reason = refusalOf(m, happening);
  if (reason) return reason;
  if (!known && !UNIVERSAL.includes(type)) return "unknown_version";
  return type === "run.migrated" && !canMigrate(m) ? "cannot migrate" : null;
}

function refusalOf(m: Model, happening: Happening): string | null {
  const status = `run is ${m.status}`;
  switch (happening.type) {
    case "run.started":
    case "run.forked":
      return m.seq === 0 && m.status === "running" ? null : "already started";
    case "effect.succeeded":
    case "effect.failed":
    case "effect.suspended":
      if (m.status !== "running") return status;
      if (happening.of === "another visit") return "another visit";
      // Somebody brings it who holds the lease; who brought one before has given it up.
      return happening.of === "this" && m.lease?.owner ? null : "lease lost";
    case "lease.claimed":
      if (m.status !== "running") return status;
      return isLeaseOver(m) ? null : "lease is held";
    case "review.decided":
    case "review.rescheduled": {
      const review = m.open[happening.nth];
      if (!review) return "review is closed";
      return isDue(review.due, m) ? "deadline passed" : null;
    }
    case "time.passed":
      return m.status === "waiting" && (isDue(m.wakeAt, m) || isDue(m.expiresAt, m)) ? null : "nothing is due";
    case "signal.received":
    case "run.canceled":
      return isOver(m) ? status : null;
    case "branch.ended":
      if (happening.visit === "another" || m.branches.length === 0) return "another visit";
      return m.branches.some(isNews) ? null : "nothing new";
    case "run.resumed":
      return m.held ? null : "nothing is held";
    case "run.migrated":
      if (m.raceLost) return "race lost";
      if (happening.visit === "another") return "another visit";
      if (m.status === "running" && !isLeaseOver(m)) return "a step is being worked on";
      return isOver(m) ? status : null;
    case "run.retried":
      if (m.status !== "failed") return status;
      return m.role === "root" ? null : FAILED_BRANCH;
    case "run.rewound":
      if (isOver(m)) return status;
      return m.status === "failed" && m.role !== "root" ? FAILED_BRANCH : null;
  }
}

const FAILED_BRANCH = "it is a branch that has failed; retry the run it belongs to";

/** Only the newer version says how, and only where it still has the step. */
function canMigrate({ version, flow, seq }: Model): boolean {
  return version === 1 && (seq === 0 || flow.later !== "no such steps");
}
