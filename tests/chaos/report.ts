import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type ChaosOptions, type Outcome, SETTLES_WITHIN_MS } from "./chaos";
import { recoveries } from "./checks/recoveries";
import { isRefusal, type Operation, outcomeOf } from "./clients/ledger";

const seconds = (ms: number) => `${(ms / 1_000).toFixed(1)} s`;

function quantile(values: number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

/** "12: p50 1.2 s, max 3.4 s". */
function spread(values: number[]): string {
  if (values.length === 0) return "none";
  return `${values.length}: p50 ${seconds(quantile(values, 0.5))}, max ${seconds(Math.max(...values))}`;
}

function counted(names: string[]): string {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return (
    [...counts]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, count]) => `${count} ${name}`)
      .join(", ") || "none"
  );
}

/** What happened, as text. */
export function report(options: ChaosOptions, outcome: Outcome): string[] {
  const { faults, ledger, histories, world, played, lastedMs, settledMs } = outcome;
  const of = (kind: Operation["kind"]) => ledger.operations.filter((operation) => operation.kind === kind);
  const told = recoveries(histories, faults, world.fleet.working);
  const refusals = ledger.operations.flatMap(({ replies }) => replies.filter(isRefusal).map(({ code }) => code ?? "?"));
  const broken = ledger.operations.flatMap(({ replies }) =>
    replies
      .filter(({ status }) => status === 0 || status >= 500)
      .map(({ status }) => (status ? String(status) : "cut off")),
  );
  const calls = [...world.outside.calls.values()];
  const bound = options.leaseSeconds * 1_000 + 5_000;
  const late = told.undisturbed.filter((ms) => ms > bound).length;
  return [
    `Seed ${options.seed}: ${played} of ${options.runs} runs in ${seconds(lastedMs)}, ${options.clients} at once; ` +
      `${options.webs} webs and ${options.workers} workers, a lease of ${options.leaseSeconds} s, ` +
      (options.withStandby ? "a primary with a synchronous standby." : "one Postgres without a standby."),
    "Faults:",
    ...[...faults.counts()].sort().map(([kind, count]) => `  ${count} ${kind}`),
    ...Object.entries(world.proxy.cuts).map(([kind, count]) => `  ${count} connections cut at a change: ${kind}`),
    `  ${world.fleet.failedStarts} starts of a process failed meanwhile`,
    "Operations (a key each):",
    `  starts: ${counted(of("start").map(outcomeOf))}`,
    `  answers: ${counted(of("decide").map(outcomeOf))}`,
    `  refused: ${counted(refusals)}; a used key with another body: ${counted(ledger.mismatches.map(({ reply }) => reply.code ?? String(reply.status)))}`,
    `  requests without an answer, sent again: ${counted(broken)}`,
    `Runs: ${counted(histories.map(({ run }) => (run.status === "failed" ? `failed (${run.error?.code})` : run.status)))}`,
    `Effects outside: ${calls.length} keys, ${calls.reduce((sum, count) => sum + count, 0)} calls, ` +
      `${calls.filter((count) => count > 1).length} keys called more than once, ${Math.max(0, ...calls)} times at most`,
    `Leases taken over, from the fault of the process that held it (lease + 5 s = ${seconds(bound)}):`,
    `  database and one of those that work there all the time: ${spread(told.undisturbed)}${late > 0 ? `, ${late} OVER` : ""}`,
    `  database or all of them away in between: ${spread(told.disturbed)}`,
    `  process alive, its reply lost or its database away: ${told.others}`,
    `From Postgres back to the first change made: ${spread(faults.firstCommits)}`,
    settledMs === null
      ? `NOT every run waits or has ended ${seconds(SETTLES_WITHIN_MS)} after the faults stopped.`
      : `Every run waits or has ended ${seconds(settledMs)} after the faults stopped.`,
  ];
}

const SHOWN = 10;

/** What went wrong, with the events of the runs it went wrong in. */
export function evidence({ problems, histories }: Outcome): string[] {
  const lines: string[] = [];
  const shown = new Set<string>();
  for (const { runId, what } of problems) {
    lines.push(`BROKEN: ${runId ? `run ${runId}: ` : ""}${what}`);
    const history = histories.find(({ run }) => run.id === runId);
    if (!history || shown.has(history.run.id) || shown.size >= SHOWN) continue;
    shown.add(history.run.id);
    for (const { seq, type, at, actor, data } of history.events)
      lines.push(`    ${seq} ${at} ${type} by ${actor.name} ${JSON.stringify(data)}`);
  }
  return lines;
}

/** Every fault and every operation, beside the logs. */
export async function writeRecords(folder: string, { faults, ledger }: Outcome): Promise<void> {
  const lines = (all: unknown[]) => all.map((one) => `${JSON.stringify(one)}\n`).join("");
  await writeFile(join(folder, "faults.jsonl"), lines(faults.faults));
  await writeFile(join(folder, "operations.jsonl"), lines(ledger.operations));
}
