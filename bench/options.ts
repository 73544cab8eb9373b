import { parseArgs } from "node:util";
import { CONTENDERS, type ContenderName, DEFAULT_NAMES, NAMES } from "./contenders/contender";

export interface BenchOptions {
  contenders: ContenderName[];
  atOnce: number[];
  seconds: number;
  rounds: number;
  warmUp: number;
  growth: boolean;
  statements: boolean;
  json: string | null;
  profile: ContenderName | null;
}

export const WARM_UP_CALLERS = 16;

export const HELP = `npm run bench -- [options]: what one decision costs, here and elsewhere.

Each contender does the same: start a run, write a draft of 1 kB, pause; update, write again, pause; accept, done.
They take turns on one Postgres that syncs to disk, each in a process and a database of its own.

  --only a,b      ${NAMES.map((name) => `${name.padEnd(16)} ${CONTENDERS[name]}`).join(`\n${" ".repeat(18)}`)}
  --at-once 1,16  how many callers at the same time (default 1,16,64); none leaves these turns out
  --seconds 2.5   length of one turn
  --rounds 5      turns of each contender, at each number of callers
  --warm-up 10    seconds of work for each contender before anything is measured, with ${WARM_UP_CALLERS} callers
  --no-growth     leave out how long the Nth update of one run takes
  --statements    what took each database most of its time; planning is timed too, which costs a little
  --json file     all figures, for programs
  --cpu-prof a    one contender leaves a CPU profile of its process, bench-a.cpuprofile (http: of its client)
  --help`;

class BadOption extends Error {
  override name = "BadOption";
}

/** Null asks for help. Throws `BadOption`. */
export function readOptions(args: string[]): BenchOptions | null {
  const { values } = parseArgs({
    args,
    options: {
      only: { type: "string" },
      "at-once": { type: "string", default: "1,16,64" },
      seconds: { type: "string", default: "2.5" },
      rounds: { type: "string", default: "5" },
      "warm-up": { type: "string", default: "10" },
      "no-growth": { type: "boolean", default: false },
      statements: { type: "boolean", default: false },
      json: { type: "string" },
      "cpu-prof": { type: "string" },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) return null;
  const asked = values.only === undefined ? DEFAULT_NAMES : values.only.split(",").map(contender);
  return {
    contenders: NAMES.filter((name) => asked.includes(name)),
    atOnce:
      values["at-once"] === "none"
        ? []
        : values["at-once"].split(",").map((text) => number("--at-once", text, 1, 1_000, true)),
    seconds: number("--seconds", values.seconds, 0.1, 600, false),
    rounds: number("--rounds", values.rounds, 1, 1_000, true),
    warmUp: number("--warm-up", values["warm-up"], 0, 600, false),
    growth: !values["no-growth"],
    statements: values.statements,
    json: values.json ?? null,
    profile: values["cpu-prof"] === undefined ? null : contender(values["cpu-prof"]),
  };
}

function contender(text: string): ContenderName {
  const name = NAMES.find((one) => one === text.trim());
  if (!name) throw new BadOption(`There is no contender "${text}". There are: ${NAMES.join(", ")}.`);
  return name;
}

function number(option: string, text: string, min: number, max: number, whole: boolean): number {
  const value = Number(text);
  if (text.trim() !== "" && value >= min && value <= max && (!whole || Number.isInteger(value))) return value;
  throw new BadOption(`${option} takes ${whole ? "a whole number" : "a number"} from ${min} to ${max}, not "${text}".`);
}
