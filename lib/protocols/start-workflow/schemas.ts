import { z } from "zod";
import { body, json, jsonObject, must, name } from "@/lib/features/schemas";

export const startBody = body({
  workflow: name(200),
  input: z.union([z.string(), jsonObject], must("text or an object")).default({}),
});

export type StartBody = z.output<typeof startBody>;

const runId = z.string(must("text")).optional();

export const statusQuery = z.strictObject({ run_id: runId });

export type StatusQuery = z.output<typeof statusQuery>;

/** Either one answer or several by their request's id. */
export const provideBody = body({
  run_id: runId,
  request_id: name(300).optional(),
  value: z.unknown().optional(),
  inputs: jsonObject.optional(),
})
  .refine(({ value, inputs }) => (value === undefined) !== (inputs === undefined), "must have value or inputs.")
  .refine(({ request_id, inputs }) => request_id === undefined || inputs === undefined, {
    path: ["request_id"],
    error: "goes with value; inputs names its requests itself.",
  });

export type ProvideBody = z.output<typeof provideBody>;

const inputRequest = z.strictObject({
  request_id: z.string(),
  /** What is asked, with the draft to judge. */
  prompt: z.string(),
  /** What a plain value may be; empty where any text will do. */
  options: z.array(z.string()),
  /** A field's type, `choice` where one of the options is enough, or `object`. */
  input_type: z.string(),
});

export type InputRequest = z.output<typeof inputRequest>;

export const startAnswer = z.strictObject({ status: z.literal("started"), run_id: z.uuid() });

export type StartAnswer = z.output<typeof startAnswer>;

export const statusAnswer = z.union([
  z.strictObject({
    status: z.literal("waiting_for_input"),
    request: inputRequest,
    requests: z.array(inputRequest),
  }),
  z.strictObject({ status: z.enum(["RUNNING", "CANCELED"]) }),
  z.strictObject({ status: z.literal("COMPLETED"), output: json }),
  z.strictObject({ status: z.literal("FAILED"), error: z.string() }),
]);

export type StatusAnswer = z.output<typeof statusAnswer>;

export const provideAnswer = z.strictObject({ status: z.literal("input_provided") });

export type ProvideAnswer = z.output<typeof provideAnswer>;
