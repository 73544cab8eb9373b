import type { z } from "zod";
import type { WorkflowDefinition } from "@/lib/engine/definition/definition";
import { checkRetry, compileRetry, type RetryOptions } from "@/lib/engine/definition/retry";
import type { EffectBase, StepBase } from "@/lib/engine/program";
import { SYSTEM } from "@/lib/engine/progress";
import { config, flag, orEndless, target } from "./config";
import type { StepCommon, StepKind, Way } from "./kind";

/** How a step is written that does something outside. */
export interface EffectCommon extends StepCommon {
  draft?: boolean;
  retry?: RetryOptions;
  timeoutMs?: number;
  next?: string;
  onError?: string;
}

/** On to the next, or where its failure leads. */
export const waysOn = ({ next, onError }: { next?: string; onError?: string }): Way[] => [
  { to: next, on: "next" },
  ...(onError === undefined ? [] : [{ to: onError, on: "error" } as const]),
];

interface Own<D extends EffectCommon, S extends EffectBase> extends Pick<StepKind<D, S>, "word" | "icon" | "check"> {
  config?: z.ZodRawShape;
  shape?(step: D, common: object): object;
  compile(step: D, definition: WorkflowDefinition): Omit<S, keyof EffectBase | "kind">;
}

/** A kind of step that does something outside, from what it has of its own. */
export function effectKind<D extends EffectCommon, S extends EffectBase & { kind: string }>({
  config: own,
  check,
  shape = (_, common) => common,
  compile,
  ...looks
}: Own<D, S>): StepKind<D, S> {
  return {
    ...looks,
    config: config({
      draft: flag,
      timeoutMs: orEndless((given) => given > 0, "its timeoutMs must be more than 0."),
      next: target,
      onError: target,
      ...own,
    }),
    check(step, report) {
      check?.(step, report);
      if (step.retry) checkRetry(step.retry, report);
    },
    ways: waysOn,
    shape(step) {
      const { draft = false, next, onError } = step;
      return shape(step, { draft, next, onError });
    },
    compile(step, resolve, definition) {
      const common: Omit<EffectBase, keyof StepBase> = {
        draft: step.draft ?? false,
        next: resolve(step.next),
        onError: step.onError === undefined ? null : resolve(step.onError),
        retry: compileRetry(step.retry),
        timeoutMs: step.timeoutMs ?? null,
      };
      return { ...common, ...compile(step, definition) } as unknown as ReturnType<StepKind<D, S>["compile"]>;
    },
    // It is due at once.
    enter(_, step, progress) {
      const { change } = progress;
      progress.openVisit(step, "running");
      change.run.status = "running";
      change.lease = { kind: "due", afterMs: 0 };
      progress.record("step.started", SYSTEM, progress.visit(step));
      return null;
    },
  };
}
