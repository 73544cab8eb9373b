import { actionChoices, neededFields, plainTarget } from "@/lib/forms/loose-answer";
import type { FormSpec } from "@/lib/forms/spec";
import type { ReviewView } from "@/lib/views/views";

/** What a waiting task asks, in words: for agents and people who don't know the extension. */
export function question(reviews: ReviewView[]): string {
  const several = reviews.length > 1 ? ["Several questions are open. Name the one you answer by its reviewId."] : [];
  return [...several, ...reviews.map((review) => asked(review, reviews.length > 1))].join("\n\n---\n\n");
}

function asked({ id, title, description, draft, form }: ReviewView, named: boolean): string {
  const parts = [named ? `${title} (reviewId ${id})` : title, description, draft?.content, howToAnswer(form)];
  return parts.filter(Boolean).join("\n\n");
}

function howToAnswer(form: FormSpec): string {
  const target = plainTarget(form);
  const [only, ...others] = form.actions;
  if (only && others.length === 0) {
    if (target) return `Answer with a text for "${target.field.label}".`;
    const labels = neededFields(form.fields, only).map(({ name, label }) => `${name} (${label})`);
    return labels.length === 0
      ? `Answer with "${only.name}".`
      : `Answer with a data part {"action": "${only.name}", "values": {...}} that has values for ${labels.join(", ")}.`;
  }
  const plain = target ? ` Any other text becomes "${target.field.label}" and presses "${target.action.label}".` : "";
  return `Answer with one of: ${actionChoices(form.actions)}.${plain}`;
}
