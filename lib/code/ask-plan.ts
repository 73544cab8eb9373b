import { checkForm } from "@/lib/engine/definition/check-form";
import type { AskForm } from "@/lib/engine/definition/code-tools";
import { formSpec, oneLine } from "@/lib/engine/definition/compile-form";
import type { AskPlan } from "@/lib/engine/program";
import { text } from "@/lib/workflow/fields";
import { CodeFailure } from "./code-failure";

/** A question without a form of its own: its answer is the text alone. */
export function isPlain({ fields, actions, dueAfterMs }: AskForm): boolean {
  return fields === undefined && actions === undefined && dueAfterMs === undefined;
}

/** The review that a question opens. Throws `bad_form` with all that is wrong with it. */
export function planAsk(step: string, key: string, asked: AskForm): AskPlan {
  const { title = key, description = "", comment, draft = false, assignee = null, dueAfterMs = null } = asked;
  const fields = asked.fields ?? { answer: text({ label: key === step ? "Answer" : oneLine(title), required: true }) };
  const actions = asked.actions ?? { continue: { label: "Continue", tone: "primary" } };
  const problems: string[] = [];
  checkForm({ fields, actions, comment }, (message) => problems.push(message));
  if (problems.length > 0) throw new CodeFailure("bad_form", `${step} can't ask "${key}": ${problems.join(" ")}`);
  const form = formSpec({ fields, actions, comment });
  return { key, title: oneLine(title), description, assignee, form, dueAfterMs, showsDraft: draft };
}
