/** What each kind of step does when a run comes to it: one file for each that differs, one line here for every kind. */
import type { Step } from "@/lib/engine/program";
import { branch } from "./branch";
import { effect } from "./effect";
import { end } from "./end";
import { form } from "./form";
import { join } from "./join";
import type { StepRule } from "./rule";
import { set } from "./set";
import { signal } from "./signal";
import { timer } from "./timer";

const STEPS: { [K in Step["kind"]]: StepRule<Extract<Step, { kind: K }>> } = {
  prompt: effect,
  http: effect,
  code: effect,
  agent: effect,
  agents: effect,
  form,
  timer,
  signal,
  each: join,
  parallel: join,
  race: join,
  workflow: join,
  set,
  branch,
  end,
};

export const stepRule = (step: Step) => STEPS[step.kind] as StepRule<Step>;
