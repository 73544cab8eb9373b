import type { AskPlan } from "@/lib/engine/program";
import type { Json } from "@/lib/engine/types";
import { fromJsonSchema, TOO_MANY } from "@/lib/forms/from-json-schema";
import { isFieldName } from "@/lib/forms/names";
import type { ActionSpec, FieldSpec, FormSpec, FormValues } from "@/lib/forms/spec";
import { isBlankText } from "@/lib/text/hidden";
import type { RemoteOutput } from "./a2a-task";
import { failure } from "./http-request";

/** What is remembered of a question, to say the answer in the agent's own terms. */
export interface AskedQuestion {
  taskId: string;
  /** Of the status that asked. */
  mark: string;
  /** Counts the questions of a visit, from 1. */
  number: number;
  /** Null for a question in plain text. */
  review: { reviewId: string | null; draftRevision: number | null } | null;
}

interface Question {
  plan: Omit<AskPlan, "key">;
  review: AskedQuestion["review"];
  /** Where it is to be the run's own; else it stands in the form. */
  draft: string | null;
}

const LONGEST_TITLE = 150;
const LONGEST_NAME = 100;
const MAX_BYTES = 500_000;
/** Holdpoint itself sends a form for each open review. */
const MOST_FORMS = 20;
const MOST_ACTIONS = 20;
const ANSWER = "answer";

/**
 * Forms for what an agent asks: one for each data part that has a schema and buttons, as Holdpoint sends them, else
 * one text field with its question. `note` says why a question is asked again. With `drafts` the draft of a single
 * question is the run's.
 */
export function questionsOf(
  agent: string,
  said: RemoteOutput,
  { note, drafts }: { note: string | null; drafts: boolean },
): Question[] {
  const tooMuch = (what: string) => failure("agent_question_too_large", `${agent} asks ${what}. It was not shown.`);
  if (JSON.stringify(said).length > MAX_BYTES) throw tooMuch(`with more than ${MAX_BYTES / 1_000} kB`);
  const parts = Array.isArray(said.data) ? said.data : [said.data];
  const forms = parts.flatMap((part) => (isRecord(part) && isRecord(part.schema) ? [part] : []));
  if (forms.length > MOST_FORMS) throw tooMuch(`with more than ${MOST_FORMS} forms at once`);
  if (forms.some(({ actions }) => Array.isArray(actions) && actions.length > MOST_ACTIONS)) {
    throw tooMuch(`with more than ${MOST_ACTIONS} buttons in one form`);
  }
  const ids = forms.map(({ reviewId }) => text(reviewId)).filter((id) => id !== null);
  if (new Set(ids).size < ids.length)
    throw failure("agent_question_unanswerable", `${agent} asks twice under one reviewId. It was not shown.`);
  return forms.length > 0
    ? forms.map((part) => formed(agent, part, { note, drafts: drafts && forms.length === 1 }))
    : [plain(agent, said.text, note)];
}

function plain(agent: string, text: string, note: string | null): Question {
  const short = text !== "" && text.length <= LONGEST_TITLE && !text.includes("\n");
  const fields: FieldSpec[] = [{ name: ANSWER, label: "Answer", type: "textarea", required: true }];
  return {
    review: null,
    draft: null,
    plan: {
      ...COMMON,
      title: short ? text : `${agent} asks`,
      description: paragraphs(note, short ? `${agent} asks.` : text),
      form: { fields, actions: [{ name: "continue", label: "Send answer", requires: [], tone: "primary" }] },
    },
  };
}

function formed(
  agent: string,
  part: Record<string, Json>,
  { note, drafts }: { note: string | null; drafts: boolean },
): Question {
  const { title, reviewId, draftRevision } = part;
  const draft = text(part.draft);
  const { fields, dropped, missing } = fromJsonSchema(part.schema);
  if (missing.length > 0) {
    const names = missing.slice(0, 3).map((name) => `"${name.slice(0, LONGEST_NAME)}"`);
    throw unanswerable(agent, `requires ${names.join(", ")}`);
  }
  const shown: FieldSpec[] =
    draft !== null && !drafts
      ? [{ name: free("draft", fields), label: "Draft", type: "markdown", required: false, content: draft }]
      : [];
  return {
    draft: drafts ? draft : null,
    review: {
      reviewId: text(reviewId),
      draftRevision: typeof draftRevision === "number" ? draftRevision : null,
    },
    plan: {
      ...COMMON,
      title: text(title)?.slice(0, LONGEST_TITLE) ?? `${agent} asks`,
      description: paragraphs(note, `${agent} asks.`, dropped.includes(TOO_MANY) ? LEFT_OUT : null),
      showsDraft: drafts && draft !== null,
      form: { fields: [...shown, ...fields], actions: actionsOf(agent, part.actions, fields) },
    },
  };
}

const unanswerable = (agent: string, what: string) =>
  failure("agent_question_unanswerable", `${agent} ${what}, which no form here can have. It was not shown.`);

const LEFT_OUT = "It would take more values than a form can have: the first 100 are asked for here.";

const COMMON = { assignee: null, dueAfterMs: null, showsDraft: false } satisfies Partial<AskPlan>;

function actionsOf(agent: string, given: Json | undefined, fields: FieldSpec[]): ActionSpec[] {
  const names = new Set(fields.map(({ name }) => name));
  const found = new Map<string, ActionSpec>();
  for (const one of Array.isArray(given) ? given : []) {
    if (!isRecord(one) || typeof one.name !== "string") continue;
    // Without one of its buttons a question is another question.
    if (!isFieldName(one.name)) throw unanswerable(agent, `offers the button "${one.name.slice(0, LONGEST_NAME)}"`);
    const requires = (Array.isArray(one.requires) ? one.requires : []).filter(
      (name): name is string => typeof name === "string" && names.has(name),
    );
    const label = text(one.label)?.slice(0, LONGEST_NAME) ?? one.name;
    found.set(one.name, { name: one.name, label, requires });
  }
  const actions = toldApart([...found.values()]);
  if (actions.length === 0) return [{ name: "continue", label: "Send answer", requires: [], tone: "primary" }];
  return actions.length === 1 ? actions.map((action) => ({ ...action, tone: "primary" })) : actions;
}

/** Buttons that would be mistaken for others, by what they are called or read as, carry their names. */
function toldApart(actions: ActionSpec[]): ActionSpec[] {
  const key = (text: string) => text.trim().toLowerCase();
  return actions.map((action) => {
    const others = actions.filter((other) => other !== action);
    const mistaken = others.some(({ name, label }) => [name, label].map(key).includes(key(action.label)));
    return mistaken ? { ...action, label: `${action.label} (${action.name})` } : action;
  });
}

/** The answer as the agent takes it. */
export function answerTo(
  { review }: Pick<AskedQuestion, "review">,
  { action, values }: { action: string; values: FormValues },
): { text?: string; data?: Json } {
  if (review === null) return { text: String(values[ANSWER] ?? "") };
  const { reviewId, draftRevision } = review;
  return {
    data: { ...(reviewId === null ? {} : { reviewId }), action, values, ...(draftRevision ? { draftRevision } : {}) },
  };
}

/** The form's own fields keep their names. */
function free(wanted: string, fields: FormSpec["fields"]): string {
  const taken = (name: string) => fields.some((field) => field.name === name);
  return taken(wanted) ? free(`shown_${wanted}`, fields) : wanted;
}

const paragraphs = (...parts: (string | null)[]) => parts.filter(Boolean).join("\n\n");
const text = (value: Json | undefined) => (typeof value === "string" && !isBlankText(value) ? value : null);
const isRecord = (value: Json | undefined): value is { [key: string]: Json } =>
  typeof value === "object" && value !== null && !Array.isArray(value);
