import type { Json } from "@/lib/words/json";

export type { ThreadView, TurnView } from "@/lib/features/threads/views";

/** What was said in an earlier turn, as the next one sees it. */
export type TurnMemory = {
  prompt: string;
  response: string;
};

/** What a run says in the end, as text; null where it says nothing. */
export function finalText(output: Json): string | null {
  if (output === null || output === "") return null;
  if (typeof output === "string") return output;
  if (typeof output === "object" && !Array.isArray(output)) {
    const said = [output.final_response, output.text, output.answer, output.response].find(isText);
    if (said !== undefined) return said;
  }
  return JSON.stringify(output);
}

const isText = (value: Json | undefined): value is string => typeof value === "string" && value !== "";
