import type { RunRights } from "@/lib/views/views";
import type { Principal } from "@/lib/words/people";
import { mayAct, type RunAct } from "./may-act";
import { seeingOf, sightOf } from "./may-see";
import type { Ports } from "./ports";
import { readOwnRun } from "./read-run";

/** What to offer on the page of a run. What is pressed is judged again, by `checkAct`. */
export async function runRights(ports: Ports, by: Principal, runId: string): Promise<RunRights> {
  const { run, asked } = await readOwnRun(ports, by, runId);
  const limited = (sightOf(by, seeingOf({ run, asked }))?.curtains.length ?? 0) > 0;
  const read = (scope: "run" | "race") => (by.role === "admin" ? [] : ports.reads.reviewsBelow(runId, scope));
  const [own, race] = await Promise.all([read("run"), run.racing ? read("race") : []]);
  const may = (act: RunAct, reviews = own, withData = false) =>
    mayAct(by, act, { run, reviews, seq: run.seq, limited, withData }) === null;
  return {
    cancel: may("cancel"),
    retry: may("retry"),
    signal: may("signal", race),
    rewind: may("rewind"),
    fork: may("fork"),
    forkWithData: may("fork", own, true),
  };
}
