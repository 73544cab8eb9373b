import { safeLine } from "@/cli/terminal/safe-text";
import type { Styles } from "@/cli/terminal/styles";
import type { EventView } from "@/lib/views/views";
import { isRecord, shortValue } from "./words";

/** One event in one line: when, what, at which step, by whom, and the facts that tell it from others. */
export function eventLine({ seq, type, actor, data, at }: EventView, style: Styles): string {
  const { step, ...facts } = isRecord(data) ? data : {};
  const name = isRecord(step) ? step.name : step;
  const told = ["action", "visit", "revision", "draftRevision", "reviewId", "message", "reason", "name"]
    .filter((key) => facts[key] !== undefined && facts[key] !== null)
    .map((key) => `${key} ${shortValue(facts[key])}`);
  return [
    style.dim(`${String(seq).padStart(4)}  ${at.slice(11, 19)}`),
    coloured(type, style),
    name === undefined ? "" : safeLine(String(name)),
    style.dim([...told, actor.kind === "system" ? "" : `by ${safeLine(actor.name)}`].filter(Boolean).join(", ")),
  ]
    .filter(Boolean)
    .join("  ");
}

function coloured(type: string, style: Styles): string {
  const padded = type.padEnd(16);
  if (type === "run.completed") return style.green(padded);
  if (type.endsWith(".failed") || type === "run.canceled") return style.red(padded);
  return type === "review.opened" ? style.yellow(padded) : padded;
}
