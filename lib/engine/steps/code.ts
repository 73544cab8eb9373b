import type { CodeTools } from "@/lib/engine/definition/code-tools";
import type { CommentForPrompt, EffectBase } from "@/lib/engine/program";
import type { Context } from "@/lib/engine/types";
import { orEndless } from "./config";
import { type EffectCommon, effectKind } from "./effect";

const MAX_RESULT_BYTES = 1_000_000;

export interface CodeDefinition extends EffectCommon {
  kind: "code";
  run(context: Context & { comments: CommentForPrompt[] }, tools: CodeTools): unknown;
  maxResultBytes?: number;
}

/** Runs a function in a thread of its own, which finds it by file, workflow and step: functions don't cross threads. */
export interface CodeStep extends EffectBase {
  kind: "code";
  /** Path of the workflow's file; null for a workflow that came from none. */
  file: string | null;
  maxResultBytes: number;
}

export const code = effectKind<CodeDefinition, CodeStep>({
  word: "code",
  icon: "terminal",
  config: { maxResultBytes: orEndless((given) => given > 0, "its maxResultBytes must be more than 0.") },
  compile: ({ maxResultBytes = MAX_RESULT_BYTES }, { file = null }) => ({ file, maxResultBytes }),
});
