import { z } from "zod";
import type { CommentForPrompt, EffectBase, PromptMessage } from "@/lib/engine/program";
import type { Context } from "@/lib/engine/types";
import { type EffectCommon, effectKind } from "./effect";

export interface PromptDefinition extends EffectCommon {
  kind: "prompt";
  assistant: string;
  messages(context: Context & { comments: CommentForPrompt[] }): PromptMessage[];
  schema?: object;
}

export interface PromptStep extends EffectBase {
  kind: "prompt";
  assistant: string;
  messages(context: Context & { comments: CommentForPrompt[] }): PromptMessage[];
  /** JSON Schema of the answer, which is then JSON instead of text. */
  schema: object | null;
}

/** Asks a model, through a named assistant. */
export const prompt = effectKind<PromptDefinition, PromptStep>({
  word: "model",
  icon: "sparkles",
  config: { assistant: z.string().min(1, "name the assistant it asks, one of the files in assistants/.") },
  check(step, report) {
    if (step.schema && step.draft)
      report("an answer that fits a schema is no draft; leave out one of schema and draft.");
  },
  shape: ({ assistant, schema }, common) => ({ assistant, ...common, ...(schema ? { schema } : {}) }),
  compile: ({ assistant, messages, schema = null }) => ({ assistant, messages, schema }),
});
