import type { FaultLog } from "../faults/fault-log";
import type { History } from "./history";

export interface Recoveries {
  /** From the fault of the process that held the lease until another one took over, in milliseconds. */
  undisturbed: number[];
  /** The same where the database could not be reached, or nobody was there to take over, in between. */
  disturbed: number[];
  /** Leases that ran out although their process lived: the reply to taking them was lost, or the database away. */
  others: number;
}

/** From what the history says about leases that were taken over. */
export function recoveries(histories: History[], log: FaultLog, working: string[]): Recoveries {
  const found: Recoveries = { undisturbed: [], disturbed: [], others: 0 };
  for (const { type, data, at } of histories.flatMap(({ events }) => events)) {
    if (type !== "step.taken_over") continue;
    const taken = Date.parse(at);
    const pid = Number((data as { from: string }).from.split(":")[1]);
    const fault = log.lastOf(pid, taken);
    const began = fault?.at ?? 0;
    const over = fault === null || (fault.kind.includes("frozen") && fault.until !== null && fault.until < taken);
    if (over) found.others += 1;
    else if (log.undisturbed(began, taken, working)) found.undisturbed.push(taken - began);
    else found.disturbed.push(taken - began);
  }
  return found;
}
