/** The process of one contender: does what it is sent, one thing after the other, until it is told to close. */
import type { Contender, ContenderName, Open } from "../contenders/contender";
import { growth } from "../load/growth";
import { slice } from "../load/slice";
import type { Reply, Results, Task } from "./messages";

const PEER_FILES = {
  langgraph: ["langgraph", "openLanggraph"],
  "langgraph-async": ["langgraph", "openLanggraphAsync"],
  dbos: ["dbos", "openDbos"],
} as const;

let contender: Contender | null = null;

// Ctrl-C reaches every process of a terminal; the one that started this one tells it when to close.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => undefined);
process.once("disconnect", () => void close().finally(() => process.exit()));
process.on("message", (task: Task) => {
  perform(task)
    .then(
      (result): Reply => ({ ok: true, result }),
      (error): Reply => ({ ok: false, error: String(error?.stack ?? error) }),
    )
    .then((reply) => process.send?.(reply));
});

async function perform(task: Task): Promise<Results[Task["kind"]]> {
  if (task.kind === "open") {
    contender = await (await openerOf(task.name))(task.place);
    return null;
  }
  if (task.kind === "close") return close();
  if (!contender) throw new Error("Nothing is open.");
  if (task.kind === "slice") return slice(contender, task.atOnce, task.ms);
  return growth(contender, task.rounds, task.samples);
}

async function close(): Promise<null> {
  const open = contender;
  contender = null;
  await open?.close();
  return null;
}

async function openerOf(name: ContenderName): Promise<Open> {
  if (name === "blind") return (await import("../contenders/limit")).openBlind;
  if (name === "limit") return (await import("../contenders/limit")).openLimit;
  if (name === "engine") return (await import("../contenders/engine")).openEngine;
  if (name === "engine-code") return (await import("../contenders/engine")).openEngineCode;
  if (name === "http") return (await import("../contenders/http")).openHttp;
  // Their packages are installed in bench/ alone and may be missing, so nothing else refers to these files.
  const [file, opener] = PEER_FILES[name];
  const peer: Record<string, Open> = await import(`../peers/${file}`);
  const open = peer[opener];
  if (!open) throw new Error(`${file} has no ${opener}.`);
  return open;
}
