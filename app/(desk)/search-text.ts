import { isStorable } from "@/lib/text/is-storable";

const LONGEST = 500;

/** What somebody searches for, from a page's address; empty where nothing can be found by it. */
export const searchText = (given: unknown): string =>
  typeof given === "string" && isStorable(given) ? given.trim().slice(0, LONGEST).toWellFormed() : "";
