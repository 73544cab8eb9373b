import type { Client } from "@/cli/connection/client";
import { find } from "@/cli/connection/find";
import type { Context } from "@/cli/context";
import { exit } from "@/cli/exit-codes";
import { Failure, usage } from "@/cli/failure";
import { askChoice } from "@/cli/terminal/ask";
import { print } from "@/cli/terminal/terminal";
import { reviews } from "@/lib/features/reviews/contract";
import { asksOf } from "@/lib/views/run";
import type { ReviewView } from "@/lib/views/views";

/** One of those that wait, oldest first; null when nothing does. */
export async function chooseReview({ client, terminal }: Context): Promise<ReviewView | null> {
  const { data } = await client.get(reviews.list, {}, { query: { status: "open", asked: "me", limit: "50" } });
  if (data.length === 0) {
    print(terminal, "Nothing waits for you.");
    return null;
  }
  const id = await askChoice(
    "What to answer",
    data.map((review) => ({ value: review.id, label: review.title, hint: review.workflow })),
  );
  return client.get(reviews.get, { id });
}

/**
 * The review of an id. A run's id stands for what waits there, where the form is shown before it is answered; given
 * with the answer it could come to mean a later form that nobody here has read.
 */
export async function reviewToAnswer(client: Client, id: string, isShownFirst: boolean): Promise<ReviewView> {
  const found = await find(client, id);
  if (found.kind === "review") return found.review;
  const asks = asksOf(found.run);
  const [review, ...others] = asks;
  if (!review) {
    throw new Failure(exit.conflict, `Run ${id} is ${found.run.status}; nothing in it waits for you.`, "run_conflict");
  }
  const names = asks.map((one) => `holdpoint answer ${one.id}`).join("\n");
  if (others.length > 0) throw usage(`Several reviews wait in this run. Say which:\n${names}`);
  if (!isShownFirst) throw usage(`An answer names its review, not the run:\n${names}`);
  return review;
}
