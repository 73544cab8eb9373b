import type { Client } from "@/cli/connection/client";
import { safeLine } from "@/cli/terminal/safe-text";
import { reviews } from "@/lib/features/reviews/contract";
import type { FormValues } from "@/lib/forms/spec";
import type { ReviewView, RunView } from "@/lib/views/views";

export interface Answer {
  action: string;
  values: FormValues;
}

/** Sends an answer about the draft that the review showed. */
export function decide(client: Client, review: ReviewView, { action, values }: Answer): Promise<RunView> {
  const body = { action, values, draftRevision: review.draft?.revision };
  return client.post(reviews.decide, { id: review.id }, body);
}

/** What a button says. */
export const labelOf = ({ form }: ReviewView, action: string) =>
  safeLine(form.actions.find(({ name }) => name === action)?.label ?? action);
