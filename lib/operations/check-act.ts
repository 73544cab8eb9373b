import type { Principal } from "@/lib/views/people";
import { forbidden, mayAct, type RunAct } from "./may-act";
import type { Ports } from "./ports";
import type { RunSnapshot } from "./records";

/** Refuses with `forbidden` what the caller may not do to this run. `seq` is the visit an act goes back to. */
export async function checkAct(
  { reads }: Pick<Ports, "reads">,
  by: Principal,
  act: RunAct,
  { run }: Pick<RunSnapshot, "run">,
  { seq = run.seq, withData = false } = {},
): Promise<void> {
  // What an admin may do depends on nothing that would have to be read.
  const reviews = by.role === "admin" ? [] : await reads.reviewsBelow(run.id, act === "signal" ? "race" : "run");
  const reason = mayAct(by, act, { run, reviews, seq, withData });
  if (reason !== null) throw forbidden(reason, { act });
}
