"use server";

import { holdpoint } from "@/lib/app";
import { currentPrincipal } from "@/lib/auth/session";

/** How many reviews wait for whoever is signed in; null when nobody is. */
export async function countOpen(): Promise<number | null> {
  const principal = await currentPrincipal();
  return principal ? holdpoint().operations.countOpenReviews(principal) : null;
}
