import type { Context } from "@/cli/context";
import { changes, readable } from "@/cli/terminal/reading";
import { safeLine, safeText } from "@/cli/terminal/safe-text";
import type { Terminal } from "@/cli/terminal/terminal";
import { runs } from "@/lib/features/runs/contract";
import { actionChoices } from "@/lib/forms/loose-answer";
import type { DraftView, ReviewView } from "@/lib/views/views";
import { localTime, shortValue } from "./words";

/**
 * A review as somebody reads it before they answer: what is asked, the draft, and what changed in it. `isAsked` says
 * that the form follows.
 */
export async function reviewText({ client, terminal }: Context, review: ReviewView, isAsked = false): Promise<string> {
  const before = await draftBefore(client, review);
  return [
    heading(review, terminal),
    ...(await draftParts(review, before, terminal)),
    isAsked && review.status === "open" ? "" : ending(review, terminal),
  ]
    .filter((part) => part !== "")
    .join("\n\n");
}

async function draftBefore(client: Context["client"], { runId, draft }: ReviewView): Promise<DraftView | null> {
  if (!draft || draft.revision < 2) return null;
  const { data } = await client.get(runs.drafts, { id: runId }, { query: { order: "newest", limit: "2" } });
  return data.find(({ revision }) => revision === draft.revision - 1) ?? null;
}

function heading(review: ReviewView, { styles }: Terminal): string {
  const { id, title, workflow, step, status, dueAt, description } = review;
  const facts = [`review ${id}`, `${workflow}, ${step.name}`, status === "open" ? "" : status];
  if (dueAt && status === "open") facts.push(`due ${localTime(dueAt)}`);
  return [
    styles.bold(safeLine(title)),
    styles.dim(facts.filter(Boolean).map(safeLine).join(" · ")),
    ...(description ? [safeText(description)] : []),
  ].join("\n");
}

async function draftParts({ draft }: ReviewView, before: DraftView | null, terminal: Terminal): Promise<string[]> {
  if (!draft) return [];
  const { styles, width } = terminal;
  const changed = before && (await changes(before.content, draft.content, terminal));
  return [
    rule(`Draft ${draft.revision}`, width, styles.dim),
    await readable(draft.content, terminal),
    ...(before && changed ? [rule(`Changed since draft ${before.revision}`, width, styles.dim), changed] : []),
    styles.dim("─".repeat(width)),
  ];
}

const rule = (title: string, width: number, dim: (text: string) => string) =>
  dim(`── ${title} ${"─".repeat(Math.max(0, width - title.length - 4))}`);

function ending({ status, form, decision, id, may }: ReviewView, { styles }: Terminal): string {
  if (decision) {
    const values = Object.entries(decision.values).map(([name, value]) => `  ${name}: ${shortValue(value)}`);
    const label = form.actions.find(({ name }) => name === decision.action)?.label ?? decision.action;
    const who = `${safeLine(decision.by.name)} chose “${safeLine(label)}”, ${localTime(decision.at)}`;
    return [who, ...values].join("\n");
  }
  if (status !== "open") return `This review is ${status}; no answer is needed any more.`;
  if (!may.answer) return may.reason ?? "";
  return `Choices: ${safeLine(actionChoices(form.actions))}\n${styles.dim(`holdpoint answer ${id}`)}`;
}
