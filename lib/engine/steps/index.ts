import type { EffectBase, StepBase } from "@/lib/engine/program";
import { type AgentStep, agent } from "./agent";
import { agents } from "./agents";
import { branch } from "./branch";
import { type CodeStep, code } from "./code";
import { each } from "./each";
import { end } from "./end";
import { form } from "./form";
import { http } from "./http";
import type { StepCommon, StepKind } from "./kind";
import { parallel } from "./parallel";
import { prompt } from "./prompt";
import { race } from "./race";
import { set } from "./set";
import { signal } from "./signal";
import { timer } from "./timer";
import { workflow } from "./workflow";

/** Every kind of step. All that is to be said of one is in its file. */
export const STEPS = {
  prompt,
  form,
  code,
  http,
  agent,
  agents,
  timer,
  signal,
  each,
  parallel,
  race,
  workflow,
  set,
  branch,
  end,
};

type Kind = (typeof STEPS)[keyof typeof STEPS];

/** A step as it is written. */
export type StepDefinition = Kind extends infer K ? (K extends StepKind<infer D, infer _> ? D : never) : never;

/** A step as it is compiled: names resolved to indices. */
export type Step = Kind extends infer K ? (K extends StepKind<infer _, infer S> ? S : never) : never;

/** Something to do outside. */
export type EffectStep = Extract<Step, EffectBase>;

/** Effects that may ask people, and then begin again with the answers. */
export type AskingEffect = CodeStep | AgentStep;

/** The kind of a step, written or compiled. */
export const kindOf = ({ kind }: { kind: Step["kind"] }) => STEPS[kind] as StepKind<StepCommon, StepBase>;

/** How a kind is shown, also one that only another release knows. */
export const looksOf = (kind: string): Pick<StepKind<StepCommon, StepBase>, "word" | "icon"> =>
  Object.hasOwn(STEPS, kind) ? STEPS[kind as Step["kind"]] : { word: kind, icon: "workflow" };
