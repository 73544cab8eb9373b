import { readable } from "@/cli/terminal/reading";
import { safeLine } from "@/cli/terminal/safe-text";
import type { Terminal } from "@/cli/terminal/terminal";
import type { Json, RunView } from "@/lib/views/views";
import { isRecord, localTime, shortValue, statusWord } from "./words";

/** A run as it stands: what it is, what it was given, and what came of it. Its open reviews are told of, not shown. */
export async function runText(run: RunView, terminal: Terminal): Promise<string> {
  const { styles } = terminal;
  const step = run.step ? `, step ${safeLine(run.step.name)}` : "";
  const facts = [
    `${styles.bold(safeLine(run.workflow))}  ${statusWord(run.status, styles)}${step}`,
    styles.dim(`run ${run.id} · started by ${safeLine(run.startedBy.name)} ${localTime(run.createdAt)}`),
  ];
  const parts = [facts.join("\n"), await section("Input", run.input, terminal), await ending(run, terminal)];
  return parts.filter(Boolean).join("\n\n");
}

/** What came of a run so far, or what it waits for. */
export async function ending(run: RunView, terminal: Terminal): Promise<string> {
  const { reviews, error, blocked, status } = run;
  if (blocked) return `It needs ${safeLine(blocked.needs)}, and no running process has it. Nothing is lost.`;
  if (error) return `It failed at ${safeLine(error.step)}: ${safeLine(error.message)}`;
  if (status === "canceled") return "It was canceled.";
  if (status === "completed") return (await section("Output", run.output, terminal)) || "It is done.";
  if (reviews.length > 0) {
    return reviews
      .map(({ id, title }) => `Waits for an answer: ${safeLine(title)}\n  holdpoint answer ${id}`)
      .join("\n");
  }
  return status === "waiting" ? "It waits, but not for you." : "It is at work.";
}

async function section(name: string, value: Json, terminal: Terminal): Promise<string> {
  const text = await valueText(value, terminal);
  return text && `${terminal.styles.dim(name)}\n${text}`;
}

/** Text is read as Markdown; of an object each value stands under its name. */
async function valueText(value: Json, terminal: Terminal): Promise<string> {
  if (value === null) return "";
  if (typeof value === "string") return readable(value, terminal);
  if (!isRecord(value)) return shortValue(value);
  const lines: string[] = [];
  for (const [name, one] of Object.entries(value)) {
    const isLong = typeof one === "string" && one.includes("\n");
    lines.push(
      isLong ? `${safeLine(name)}:\n${await readable(one, terminal)}` : `${safeLine(name)}: ${shortValue(one)}`,
    );
  }
  return lines.join("\n");
}
