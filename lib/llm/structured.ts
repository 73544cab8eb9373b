import { Ajv2020 } from "ajv/dist/2020.js";
import { RE2JS } from "re2js";
import { type LostPart, readJson } from "@/lib/json/read-json";
import type { ModelClient, ModelReply, ModelRequest } from "./model-client";

/** The model's answer did not fit, and neither did its second one. */
class BadStructuredOutput extends Error {
  override name = "BadStructuredOutput";
  readonly code = "bad_structured_output";
  readonly retryable = false;
}

export interface StructuredReply extends Omit<ModelReply, "text"> {
  /** JSON that fits the schema. */
  value: unknown;
}

type StructuredRequest = ModelRequest & { jsonSchema: { name: string; schema: object } };
type Check = (text: string) => { value: unknown } | { problem: string };

/**
 * Asks for JSON that fits a schema. An answer that does not fit is shown to the model once with what is wrong;
 * then it rejects with `BadStructuredOutput`. Tokens of both calls are added.
 */
export async function completeStructured(model: ModelClient, request: StructuredRequest): Promise<StructuredReply> {
  const check = checker(request.jsonSchema.schema);
  const { text, ...first } = await model.complete(request);
  const read = check(text);
  if ("value" in read) return { ...first, value: read.value };
  const { text: again, ...second } = await model.complete(repair(request, text, read.problem));
  const reply = {
    ...second,
    tokensIn: sum(first.tokensIn, second.tokensIn),
    tokensOut: sum(first.tokensOut, second.tokensOut),
  };
  const repaired = check(again);
  if ("value" in repaired) return { ...reply, value: repaired.value };
  throw new BadStructuredOutput(
    `The model's answer does not fit what is asked for, also when asked again: ${repaired.problem}`,
  );
}

function repair(request: StructuredRequest, text: string, problem: string): StructuredRequest {
  const content = `That does not fit: ${problem} Answer again, with JSON only that fits the schema.`;
  return {
    ...request,
    messages: [...request.messages, { role: "assistant", content: text }, { role: "user", content }],
    // Another body is another request.
    idempotencyKey: request.idempotencyKey && `${request.idempotencyKey}:repair`,
  };
}

/** Patterns run on RE2: neither a schema nor an answer can make them take for ever. */
const linearRegExp = Object.assign(
  (pattern: string) => {
    const compiled = RE2JS.compile(pattern);
    // Ajv shares what reads the same.
    return { test: (text: string) => compiled.matcher(text).find(), toString: () => pattern };
  },
  { code: "linearRegExp" },
);

/** Throws an error with code `bad_schema` when the schema is none. */
function checker(schema: object): Check {
  const ajv = new Ajv2020({
    strict: false,
    allErrors: true,
    validateFormats: false,
    logger: false,
    code: { regExp: linearRegExp as never },
  });
  const validate = compile(ajv, schema);
  return (text) => {
    let read: ReturnType<typeof readJson>;
    try {
      read = readJson(text);
    } catch {
      return { problem: "it is not JSON." };
    }
    const { value, lost } = read;
    const [first] = lost;
    if (first) return { problem: lostProblem(first) };
    return validate(value)
      ? { value }
      : { problem: `${ajv.errorsText(validate.errors, { dataVar: "answer" }).slice(0, 1_000)}.` };
  };
}

const lostProblem = ({ kind, path, written }: LostPart) =>
  kind === "key"
    ? `"${path}" is given twice; give it once.`
    : `the number ${written.slice(0, 60)} at "${path}" has more digits than a number keeps; write fewer, or text in quotes.`;

function compile(ajv: Ajv2020, schema: object) {
  // The dialect's name only says where its rules are written down.
  const { $schema: _dialect, ...rest } = schema as { $schema?: unknown };
  try {
    return ajv.compile(rest);
  } catch (cause) {
    const message = `The step's schema is no JSON Schema: ${(cause as Error).message}`;
    throw Object.assign(new Error(message), { code: "bad_schema", retryable: false });
  }
}

function sum(a: number | null, b: number | null): number | null {
  return a === null && b === null ? null : (a ?? 0) + (b ?? 0);
}
