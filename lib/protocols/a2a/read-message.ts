import type { Message, Part } from "@a2a-js/sdk";
import { ContentTypeNotSupportedError, RequestMalformedError } from "@a2a-js/sdk/errors";
import { z } from "zod";
import type { Json } from "@/lib/views/views";
import { answerData } from "./review-extension";

/** What a message says, before it is known whom it is for. */
export type Intent =
  | { kind: "text"; text: string }
  | { kind: "start"; workflow: string; input: Json; model?: string }
  | { kind: "answer"; answer: AnswerData };

/** An answer is either `action` and `values`, or anything that a loose answer may be. */
export interface AnswerData {
  reviewId?: string;
  draftRevision?: number;
  action?: string;
  values?: { [name: string]: Json };
  loose?: Json;
}

const startData = z.strictObject({
  workflow: z.string().min(1).max(200),
  input: z.union([z.string(), z.record(z.string(), z.json())]).optional(),
  model: z.string().min(1).max(200).optional(),
});

const named = answerData.pick({ reviewId: true, draftRevision: true });

/** Keys by which a data part can be told to answer something. */
const ANSWER_KEYS = ["reviewId", "action", "values"];

/** Reads one text, one data part, or a workflow with a text as its input. Refuses files and what is ambiguous. */
export function readMessage({ parts }: Pick<Message, "parts">): Intent {
  const text = parts.flatMap(textOf).join("\n\n").trim();
  const [data, ...more] = parts.flatMap(dataOf);
  if (more.length > 0) throw new RequestMalformedError("Send one data part in a message, not several.");
  if (!data) {
    if (text === "") throw new RequestMalformedError("The message is empty: send a text or a data part.");
    return { kind: "text", text };
  }
  const { value } = data;
  if (isRecord(value) && "workflow" in value && !ANSWER_KEYS.some((key) => key in value)) {
    const { input, ...start } = parse(startData, value);
    if (input !== undefined && text !== "") throw both();
    return { kind: "start", ...start, input: input ?? (text || {}) };
  }
  if (text !== "") throw both();
  return { kind: "answer", answer: readAnswer(value) };
}

function readAnswer(value: Json): AnswerData {
  if (!isRecord(value)) return { loose: value };
  if ("values" in value) return parse(answerData, value);
  const { reviewId, draftRevision, ...loose } = value;
  return { ...parse(named, { reviewId, draftRevision }), loose };
}

const both = () => new RequestMalformedError("Send either a text or a data part for the same thing, not both.");

function textOf({ content }: Part): string[] {
  if (content?.$case === "raw" || content?.$case === "url") {
    throw new ContentTypeNotSupportedError(
      "Files come over POST /api/v1/files; then name the file's id in the field's value.",
    );
  }
  return content?.$case === "text" ? [content.value] : [];
}

const dataOf = ({ content }: Part): { value: Json }[] =>
  content?.$case === "data" ? [{ value: content.value as Json }] : [];

function parse<S extends z.ZodType>(schema: S, value: unknown): z.output<S> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const told = parsed.error.issues.map(({ path, message }) => `${["data", ...path.map(String)].join(".")}: ${message}`);
  throw new RequestMalformedError(`${told.join(". ")}.`);
}

const isRecord = (value: Json): value is { [key: string]: Json } =>
  typeof value === "object" && value !== null && !Array.isArray(value);
