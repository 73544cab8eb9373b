import { writeFile } from "node:fs/promises";
import { loadavg } from "node:os";
import { onStopSignal } from "@/lib/server/stop-signal";
import { prepareAndBuild } from "@/scripts/prepare/index.mjs";
import { CONTENDERS, PEERS } from "./contenders/contender";
import { type BenchOptions, HELP, readOptions, WARM_UP_CALLERS } from "./options";
import { type ContenderProcess, openContender, startContender } from "./process/contender-process";
import { growthTable } from "./report/growth-table";
import { summaryOf } from "./report/level-summary";
import { levelTables } from "./report/level-tables";
import { describeMachine } from "./report/machine";
import { targetsTable } from "./report/targets";
import type { GrowthFigures, LevelFigures } from "./session/figures";
import { installPeers } from "./session/install-peers";
import { measureGrowth } from "./session/measure-growth";
import { measureLevel } from "./session/measure-level";
import { transactionCounter } from "./session/meter";
import { type BenchPostgres, startPostgres } from "./session/postgres";
import { topStatements } from "./session/top-statements";

/** The whole benchmark; resolves to the exit code. */
export async function bench(args: string[]): Promise<number> {
  const options = readOptions(args);
  if (!options) {
    console.log(HELP);
    return 0;
  }
  const [load = 0] = loadavg();
  if (options.contenders.includes("http")) await prepareAndBuild({ pages: true });
  if (options.contenders.some((name) => PEERS.includes(name))) await installPeers();
  /** How to undo what was started, newest last. */
  const undo: (() => Promise<unknown>)[] = [];
  const stop = async () => {
    for (let step = undo.pop(); step; step = undo.pop()) await step();
  };
  const stopping = onStopSignal(stop, false);
  try {
    await measure(options, load, undo);
  } catch (error) {
    // What is cut off fails in some way; the signal decides how the process ends.
    if (stopping()) return new Promise(() => undefined);
    throw error;
  } finally {
    if (!stopping()) await stop();
  }
  return 0;
}

async function measure(options: BenchOptions, load: number, undo: (() => Promise<unknown>)[]): Promise<void> {
  const starting = startPostgres({ planning: options.statements });
  // A signal may come before it has started.
  undo.push(() => starting.then((started) => started.stop()).catch(() => undefined));
  const postgres = await starting;
  const contenders = options.contenders.map((name) => startContender(name, options.profile === name));
  undo.push(() => Promise.all(contenders.map((contender) => contender.stop())));
  for (const contender of contenders) {
    console.error(`Starting ${contender.name}: ${CONTENDERS[contender.name]} ...`);
    await openContender(contender, await postgres.place(contender.name));
  }
  await postgres.admin.query("select pg_stat_statements_reset()");
  const machine = await describeMachine(postgres.admin, load);
  console.log(`\n${machine}\n`);
  // A process compiles what it does often: a server that has just started is not what anybody runs.
  for (const contender of options.warmUp > 0 ? contenders : []) {
    console.error(`Warming up ${contender.name} ...`);
    await contender.run({ kind: "slice", atOnce: WARM_UP_CALLERS, ms: options.warmUp * 1_000 });
  }
  const levels = await measureLevels(postgres, contenders, options);
  if (options.statements) for (const { name } of contenders) console.log(await topStatements(postgres, name));
  const growth = options.growth ? await measureGrowth(contenders) : [];
  if (growth.length > 0) console.log(growthTable(growth));
  const targets = targetsTable(levels, growth);
  if (targets !== null) console.log(targets);
  if (options.json !== null) await writeFile(options.json, json(machine, levels, growth));
}

async function measureLevels(
  postgres: BenchPostgres,
  contenders: ContenderProcess[],
  { atOnce, rounds, seconds }: BenchOptions,
): Promise<LevelFigures[]> {
  const levels: LevelFigures[] = [];
  const transactions = await transactionCounter(postgres);
  for (const callers of atOnce) {
    console.error(`${callers} at once ...`);
    const plan = { atOnce: callers, rounds, sliceMs: seconds * 1_000, transactions };
    const level = await measureLevel(postgres, contenders, plan);
    console.log(levelTables(level));
    levels.push(level);
  }
  return levels;
}

function json(machine: string, levels: LevelFigures[], growth: GrowthFigures[]): string {
  const summarized = levels.map((level) => ({
    atOnce: level.atOnce,
    contenders: level.contenders.map(({ name, slices, transactions }) => ({
      name,
      summary: summaryOf(level, name),
      transactions,
      slices: slices.map(({ decisions, ...slice }) => ({ ...slice, decisions: decisions.length })),
    })),
  }));
  return `${JSON.stringify({ machine, levels: summarized, growth }, null, 2)}\n`;
}
