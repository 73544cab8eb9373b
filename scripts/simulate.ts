/**
 * npm run simulate -- [--seed 1] [--runs 1000]: histories of the whole engine on a simulated database, clock and
 * processes, one for each seed. The first that breaks an invariant is made as short as can be, printed, and the exit
 * code is 1. `--choices 3,0,1` plays one history again.
 */
import { parseArgs } from "node:util";
import { Choices, shrink } from "../tests/simulation/choices";
import { simulate } from "../tests/simulation/simulate";

const { values } = parseArgs({
  options: {
    seed: { type: "string" },
    runs: { type: "string" },
    choices: { type: "string" },
    /** Tells of the first failure at once, as long as it is. */
    fast: { type: "boolean" },
  },
});
const first = Number(values.seed ?? Math.floor(Math.random() * 2 ** 31));
const count = Number(values.runs ?? 1_000);
const replay = (choices: readonly number[]) => simulate(new Choices(0, choices));

if (values.choices) {
  const outcome = await replay(values.choices.split(",").map(Number));
  console.log([...outcome.history, ...outcome.violations].join("\n"));
  process.exit(outcome.violations.length > 0 ? 1 : 0);
}
const started = performance.now();
let runs = 0;
for (let seed = first; seed < first + count; seed++) {
  const outcome = await simulate(new Choices(seed));
  runs += outcome.runs;
  if (outcome.violations.length === 0) continue;
  console.log(`Seed ${seed}: ${outcome.violations.join("; ")}`);
  if (values.fast) process.exit(1);
  console.log("Making it shorter...");
  const fails = async (choices: readonly number[]) => (await replay(choices)).violations.length > 0;
  const short = await shrink(outcome.choices, fails, 2_000);
  const { history, violations } = await replay(short);
  console.log([...history, ...violations].join("\n"));
  console.log(`npm run simulate -- --choices ${short.join(",")}`);
  process.exit(1);
}
const seconds = (performance.now() - started) / 1_000;
console.log(
  `${count} histories from seed ${first}, ${runs} runs, ${(runs / seconds).toFixed(0)} runs a second: no invariant broken.`,
);
