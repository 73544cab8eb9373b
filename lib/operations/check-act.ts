import type { Principal } from "@/lib/words/people";
import { forbidden, mayAct, type RunAct } from "./may-act";
import { seeingOf, sightOf } from "./may-see";
import type { Ports } from "./ports";
import type { RunSnapshot } from "./records";

/** Refuses with `forbidden` what the caller may not do to this run. `seq` is the visit an act goes back to. */
export async function checkAct(
  { reads }: Pick<Ports, "reads">,
  by: Principal,
  act: RunAct,
  { run, asked }: Pick<RunSnapshot, "run" | "asked">,
  { seq = run.seq, withData = false } = {},
): Promise<void> {
  // What an admin may do depends on nothing that would have to be read.
  const reviews = by.role === "admin" ? [] : await reads.reviewsBelow(run.id, act === "signal" ? "race" : "run");
  const limited = (sightOf(by, seeingOf({ run, asked }))?.curtains.length ?? 0) > 0;
  const reason = mayAct(by, act, { run, reviews, seq, limited, withData });
  if (reason !== null) throw forbidden(reason, { act });
}
