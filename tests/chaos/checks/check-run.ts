import type { EventView } from "@/lib/views/views";
import { hashOf, type Ledger } from "../clients/ledger";
import type { Outside } from "../product/outside";
import type { History } from "./history";

const ENDS = ["run.completed", "run.failed", "run.canceled"];

/** What contradicts itself in a run, or what was seen of it before. */
export function checkRun(history: History, outside: Outside, ledger: Ledger): string[] {
  return [
    ...numbering(history),
    ...ending(history),
    ...answers(history),
    ...outputs(history, outside),
    ...whatWasSeen(history, ledger),
  ];
}

function numbering({ events, steps, drafts }: History): string[] {
  const numbers: Record<string, number[]> = {
    events: events.map(({ seq }) => seq),
    visits: steps.map(({ seq }) => seq),
    drafts: drafts.map(({ revision }) => revision),
  };
  return Object.entries(numbers).flatMap(([what, of]) =>
    of.every((number, at) => number === at + 1) ? [] : [`${what} are numbered ${of.join(", ")}`],
  );
}

function ending({ run, events }: History): string[] {
  const ends = events.filter(({ type }) => ENDS.includes(type)).map(({ type }) => type);
  const expected = run.status === "waiting" ? [] : [`run.${run.status}`];
  const problems =
    ends.join() === expected.join() ? [] : [`it is ${run.status}, and its history says "${ends.join()}"`];
  const last = events.at(-1)?.type;
  if (run.status === "waiting" && last !== "review.opened") problems.push(`it waits for nobody: last came "${last}"`);
  if (run.status === "failed" && run.error?.code !== "quarantined") problems.push(`it failed: ${run.error?.message}`);
  return problems;
}

/** Each answer is there once with all that follows from it. */
function answers({ run, events, steps, drafts, comments }: History): string[] {
  const decided = events.filter(({ type }) => type === "review.decided");
  const updates = decided.filter((event) => of(event).action === "update").length;
  const reviews = decided.map((event) => of(event).reviewId);
  const texts = comments.map(({ text }) => text);
  const drafted = steps.filter(({ step, status }) => step.name === "draft" && status === "completed").length;
  const begun = steps.filter(({ step }) => step.name === "draft").length;
  const problems: string[] = [];
  if (new Set(reviews).size !== reviews.length) problems.push("a review was decided twice");
  if (new Set(texts).size !== texts.length) problems.push("a comment is there twice");
  if (texts.length !== updates) problems.push(`${updates} updates and ${texts.length} comments`);
  if (drafts.length !== drafted)
    problems.push(`${drafted} visits wrote a draft, and there are ${drafts.length} drafts`);
  if (begun !== updates + 1) problems.push(`${updates} updates led to ${begun} drafts`);
  if (run.status === "completed" && drafted !== begun) problems.push("it completed without one of its drafts");
  return problems;
}

/** One output for each visit, and it is what the outside gave to that visit. */
function outputs({ run, events, steps, drafts }: History, outside: Outside): string[] {
  const problems: string[] = [];
  const recorded = events.filter(({ type }) => type === "step.completed" || type === "draft.written");
  const visits = recorded.map((event) => of(event).seq);
  if (new Set(visits).size !== visits.length) problems.push(`outputs were recorded of the visits ${visits.join(", ")}`);
  for (const { seq, step, status, output } of steps) {
    if (status !== "completed" || (step.name !== "draft" && step.name !== "publish")) continue;
    const key = `${run.id}:${seq}:${step.name === "draft" ? "write" : "publish"}`;
    const text =
      step.name === "draft" ? drafts.find(({ by: _, content }) => content.includes(`${key}#`))?.content : output;
    const receipt = String(text).split("\n").at(-1) ?? "";
    if (!outside.receipts(key).includes(receipt))
      problems.push(`visit ${seq} has "${receipt}", which nobody gave to ${key}`);
  }
  return problems;
}

function whatWasSeen({ run, events, steps }: History, { seen }: Ledger): string[] {
  const now = new Map<string, string>();
  for (const { seq, type, actor, data } of events) now.set(`event ${seq}`, hashOf(JSON.stringify([type, actor, data])));
  for (const { seq, step, output } of steps) now.set(`visit ${seq}`, hashOf(JSON.stringify([step.name, output])));
  return [...(seen.get(run.id) ?? [])].flatMap(([what, hash]) =>
    now.get(what) === hash ? [] : [`${what} is another than somebody saw`],
  );
}

interface EventData {
  reviewId?: string;
  action?: string;
  seq?: number;
}

const of = ({ data }: EventView) => (data ?? {}) as EventData;
