import { z } from "zod";
import { invalid } from "@/lib/errors";
import { isStorable } from "@/lib/text/is-storable";
import { hasDotSegment } from "./dot-segment";
import type { Params } from "./route";
import { must } from "./schemas";

const LONGEST = 128;

/** Any text that its user likes and that a path can hold. */
export const threadId = z
  .string(must("text"))
  .refine((id) => [...id].length <= LONGEST, `can have at most ${LONGEST} characters.`)
  .refine((id) => !hasDotSegment(id), "can't be . or .., nor have such a part between slashes.");

/** The `[thread_id]` of a path, decoded. */
export function pathThread({ thread_id }: Params): string {
  const id = typeof thread_id === "string" ? thread_id : "";
  const parsed = threadId.safeParse(id);
  if (parsed.success && isStorable(id)) return id;
  const message = parsed.error?.issues[0]?.message ?? "contains a character that can't be used.";
  throw invalid([{ field: "thread_id", message: `thread_id ${message}` }]);
}
