import { safeLine, safeText } from "@/cli/terminal/safe-text";
import type { Exported } from "./exported";
import { shortValue } from "./words";

/** The same for people: what was asked, written, said and decided, oldest first. */
export function exportMarkdown({ run, steps, events, drafts, comments, decisions, branches }: Exported): string {
  const facts = [
    ["Run", run.id],
    ["Status", run.status],
    ["Version", run.version],
    ["Started", `${run.createdAt} by ${run.startedBy.name}`],
    ["Error", run.error?.message ?? ""],
  ].filter(([, value]) => value);
  return [
    `# ${safeLine(run.workflow)}`,
    facts.map(([name, value]) => `- ${name}: ${safeLine(value ?? "")}`).join("\n"),
    part("Input", [fenced(run.input)]),
    part(
      "Drafts",
      drafts.map(
        ({ revision, by, createdAt, content }) =>
          `### Draft ${revision}, ${safeLine(by.name)}, ${createdAt}\n\n${quoted(content)}`,
      ),
    ),
    part("Comments", [
      comments
        .map(({ by, text, draftRevision, createdAt }) => {
          const where = draftRevision === null ? "" : ` on draft ${draftRevision}`;
          return `- ${safeLine(by.name)}${where}, ${createdAt}: ${safeLine(text)}`;
        })
        .join("\n"),
    ]),
    part("Decisions", [
      decisions
        .map(({ by, action, at, step, values }) => {
          const given = Object.entries(values).map(([name, value]) => `${name}: ${shortValue(value)}`);
          return `- ${at}: ${safeLine(by.name)} chose ${action} at ${step}${given.length > 0 ? ` (${given.join("; ")})` : ""}`;
        })
        .join("\n"),
    ]),
    part("Output", run.output === null ? [] : [fenced(run.output)]),
    part("Steps", [
      steps.map((one) => `- ${one.seq}. ${one.step.name} (${one.kind}), ${one.status}, ${one.startedAt}`).join("\n"),
    ]),
    part("Branches", [
      branches
        .map(
          (one) =>
            `- ${safeLine(one.title || one.key)} (${one.workflow}), ${one.status}: ${one.runId ?? "not started"}`,
        )
        .join("\n"),
    ]),
    part("Events", [
      events.map(({ seq, type, actor, at }) => `- ${seq}. ${at} ${type}, ${safeLine(actor.name)}`).join("\n"),
    ]),
  ]
    .filter((text) => text !== "")
    .join("\n\n");
}

function part(title: string, texts: string[]): string {
  const given = texts.filter((text) => text !== "");
  return given.length === 0 ? "" : [`## ${title}`, ...given].join("\n\n");
}

const fenced = (value: unknown) => `\`\`\`json\n${JSON.stringify(value, null, 2)}\n\`\`\``;

/** Headings of a draft stay its own. */
const quoted = (text: string) =>
  safeText(text)
    .split("\n")
    .map((line) => `> ${line}`.trimEnd())
    .join("\n");
