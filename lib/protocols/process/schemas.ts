import { z } from "zod";
import { anyJson, body, json, jsonObject, must, name } from "@/lib/features/schemas";

export const processBody = body({
  workflow: name(200),
  /** Values as HTML inputs send them, or text where one field is required. */
  input: z.union([z.string(), jsonObject], must("text or an object")),
  model: name(200).optional(),
});

export type ProcessBody = z.output<typeof processBody>;

export const resumeBody = body({
  execution_id: z.string(must("text")),
  /** Values of the form that was shown; `{}` where none is open: how does it stand? */
  data: anyJson,
});

export type ResumeBody = z.output<typeof resumeBody>;

const formField = z.strictObject({ name: z.string(), label: z.string(), type: z.string() });

export const processAnswer = z.union([
  z.strictObject({
    paused: z.literal(true),
    execution_id: z.uuid(),
    form: z.strictObject({ title: z.string(), fields: z.array(formField) }),
    /** The draft to judge, as Markdown. */
    response: z.string().nullable(),
  }),
  z.strictObject({ paused: z.literal(false), response: json }),
  z.strictObject({
    paused: z.literal(false),
    response: z.null(),
    running: z.literal(true),
    execution_id: z.uuid(),
  }),
]);

export type ProcessAnswer = z.output<typeof processAnswer>;
