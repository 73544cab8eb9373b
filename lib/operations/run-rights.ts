import type { Principal } from "@/lib/views/people";
import type { RunRights } from "@/lib/views/views";
import { mayAct, type RunAct } from "./may-act";
import type { Ports } from "./ports";
import { readOwnRun } from "./read-run";

/** What to offer on the page of a run. What is pressed is judged again, by `checkAct`. */
export async function runRights(ports: Ports, by: Principal, runId: string): Promise<RunRights> {
  const { run } = await readOwnRun(ports, by, runId);
  const read = (scope: "run" | "race") => (by.role === "admin" ? [] : ports.reads.reviewsBelow(runId, scope));
  const [own, race] = await Promise.all([read("run"), run.racing ? read("race") : []]);
  const may = (act: RunAct, reviews = own, withData = false) =>
    mayAct(by, act, { run, reviews, seq: run.seq, withData }) === null;
  return {
    cancel: may("cancel"),
    retry: may("retry"),
    signal: may("signal", race),
    rewind: may("rewind"),
    fork: may("fork"),
    forkWithData: may("fork", own, true),
  };
}
