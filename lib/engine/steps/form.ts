import { z } from "zod";
import { checkForm } from "@/lib/engine/definition/check-form";
import { type FormParts, reviewsOf } from "@/lib/engine/definition/compile-form";
import { fieldTypes } from "@/lib/engine/definition/field-definitions";
import { openReviews } from "@/lib/engine/open-reviews";
import type { PeoplePlan, Visibility } from "@/lib/engine/people";
import type { ReviewPlan, StepBase } from "@/lib/engine/program";
import type { Assignee, Context } from "@/lib/engine/types";
import type { FieldSpec } from "@/lib/forms/spec";
import { config, flag, target } from "./config";
import type { Report, Resolve, StepCommon, StepKind, Way } from "./kind";

/** What a field may take from run data when the review opens. */
export type FieldOverride = Partial<Pick<FieldSpec, "label" | "default" | "help" | "options" | "content">>;

/** One of several reviews that a step opens at once. */
export interface ReviewDefinition {
  key: string;
  title?: string;
  description?: string;
  assignee?: Assignee | null;
}

export interface DeadlineDefinition {
  /** Milliseconds from the opening of the review. */
  afterMs: number | ((context: Context) => number);
  /** The button that counts as pressed then; or the step to go to. */
  action?: string;
  to?: string;
}

export interface FormDefinition extends StepCommon, FormParts {
  kind: "form";
  draft?: boolean;
  reviewTitle?: string | ((context: Context) => string);
  description?: string | ((context: Context) => string);
  assignee?: Assignee | ((context: Context) => Assignee | null);
  people?: PeoplePlan;
  visibility?: Visibility;
  computed?(context: Context): Record<string, FieldOverride>;
  deadline?: DeadlineDefinition;
  /** Opens several reviews, one for each entry. */
  each?(context: Context): ReviewDefinition[];
  /** After the last of several reviews. */
  next?: string;
}

/** What happens when a deadline passes: an action is taken in the person's stead, or the run goes elsewhere. */
export type OnDeadline = { action: string } | { target: number };

export interface FormStep extends StepBase {
  kind: "form";
  showsDraft: boolean;
  /** The reviews to open, each under its own key. The step is over when all are closed. */
  reviews(context: Context): ReviewPlan[];
  /** One review: its decision is the output and its action chooses. Several: decisions by key, then `next`. */
  single: boolean;
  /** Where each action leads. */
  targets: Record<string, number>;
  next: number;
  onDeadline: OnDeadline | null;
}

/** Waits for people. */
export const form: StepKind<FormDefinition, FormStep> = {
  word: "person",
  icon: "person",
  config: config({ comment: z.string().optional(), draft: flag, next: target }),
  check(step, report) {
    checkForm(step, report);
    checkDeadline(step, report);
    if (step.each) checkSeveral(step, report);
    else if (step.next !== undefined) report("its buttons say where to go; give them `to` instead of a next for all.");
  },
  ways,
  shape: (step) => ({
    fields: fieldTypes(step.fields),
    actions: Object.entries(step.actions).map(([name, { to }]) => ({ name, to })),
    comment: step.comment,
    draft: step.draft ?? false,
    ...(step.each ? { each: true, next: step.next } : {}),
    // A rule's message is only text; in an order of its own, so that moving a line changes nothing.
    ...(step.rules ? { rules: step.rules.map(({ action, when, require }) => ({ action, when, require })) } : {}),
    ...(step.people ? { people: { ...step.people } } : {}),
    ...(step.visibility ? { visibility: step.visibility } : {}),
    ...(step.deadline ? { deadline: { action: step.deadline.action, to: step.deadline.to } } : {}),
  }),
  compile: (step, resolve) => ({
    showsDraft: step.draft ?? false,
    reviews: reviewsOf(step),
    single: step.each === undefined,
    targets: Object.fromEntries(Object.entries(step.actions).map(([name, { to }]) => [name, resolve(to)])),
    next: resolve(step.next),
    onDeadline: onDeadline(step, resolve),
  }),
  view: ({ onDeadline }) => (onDeadline ? { deadline: true } : {}),
  enter(program, step, progress) {
    progress.openVisit(step, "waiting");
    return openReviews(program, step, progress);
  },
};

function ways({ actions, each, next, deadline }: FormDefinition): Way[] {
  if (each) return [{ to: next, on: "next" }];
  const buttons = Object.entries(actions).map(
    ([name, { to, label }]): Way => ({ to, on: "action", label: label ?? name }),
  );
  const late: Way[] = deadline?.to === undefined ? [] : [{ to: deadline.to, on: "deadline" }];
  return [...buttons, ...late];
}

function onDeadline({ deadline }: FormDefinition, resolve: Resolve): OnDeadline | null {
  if (deadline?.action !== undefined) return { action: deadline.action };
  return deadline?.to === undefined ? null : { target: resolve(deadline.to) };
}

function checkDeadline({ deadline, actions }: FormDefinition, report: Report): void {
  if (!deadline) return;
  const { action, to, afterMs } = deadline;
  if (action === undefined && to === undefined)
    report("its deadline does not say what happens then; give it an action to press, or a step to go to.");
  if (action !== undefined && !Object.hasOwn(actions, action))
    report(`its deadline presses "${action}", which is no action of the form.`);
  if (typeof afterMs === "number" && !(afterMs > 0)) report("its deadline must come after more than 0 milliseconds.");
}

function checkSeveral({ deadline, actions }: FormDefinition, report: Report): void {
  if (deadline?.to !== undefined)
    report("of several reviews each has a deadline of its own; give it an action to press instead of a step.");
  for (const [name, { to }] of Object.entries(actions)) {
    if (to !== undefined)
      report(`action "${name}" leads to "${to}", but the step goes on when all have answered; branch after it.`);
  }
}
