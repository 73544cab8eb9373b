import { exit } from "@/cli/exit-codes";
import { Failure } from "@/cli/failure";
import { reviews } from "@/lib/features/reviews/contract";
import { runs } from "@/lib/features/runs/contract";
import type { ReviewView, RunView } from "@/lib/views/views";
import type { Client } from "./client";

export type Found = { kind: "run"; run: RunView } | { kind: "review"; review: ReviewView };

/** What an id names: a review or a run. */
export async function find(client: Client, id: string): Promise<Found> {
  const review = await client.get(reviews.get, { id }).catch(nullIfMissing);
  if (review) return { kind: "review", review };
  const run = await client.get(runs.get, { id }).catch(nullIfMissing);
  if (run) return { kind: "run", run };
  throw new Failure(exit.notFound, "There is no such run or review.", "not_found");
}

function nullIfMissing(error: unknown): null {
  if (error instanceof Failure && error.exitCode === exit.notFound) return null;
  throw error;
}
