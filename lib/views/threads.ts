import type { Json, RunStatus, RunSummary } from "./views";

/** A conversation of one person; each of its turns is a run. */
export interface ThreadView {
  /** As its user knows it: their own id, or the id of its first run. */
  id: string;
  title: string;
  /** What its turns are runs of. */
  workflow: string;
  /** Of its last turn. */
  status: RunStatus;
  turns: number;
  createdAt: string;
  /** When its last turn began. */
  updatedAt: string;
}

export interface TurnView {
  number: number;
  run: RunSummary;
}

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
