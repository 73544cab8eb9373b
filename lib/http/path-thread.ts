import { invalid } from "@/lib/errors";
import { threadId } from "@/lib/features/schemas";
import { isStorable } from "@/lib/text/is-storable";
import type { Params } from "./route";

/** The `[thread_id]` of a path, decoded. */
export function pathThread({ thread_id }: Params): string {
  const id = typeof thread_id === "string" ? thread_id : "";
  const parsed = threadId.safeParse(id);
  if (parsed.success && isStorable(id)) return id;
  const message = parsed.error?.issues[0]?.message ?? "contains a character that can't be used.";
  throw invalid([{ field: "thread_id", message: `thread_id ${message}` }]);
}
