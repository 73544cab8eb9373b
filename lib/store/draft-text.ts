import type { DraftContent, Json, Outputs, Visit } from "@/lib/engine/types";

/**
 * A text that is a draft of the run is kept once, in `drafts`. Where an output is that same text, its place says
 * `{"$draft": revision}`; an output that happens to look like that is kept as `{"$draft": null, "value": output}`.
 */
type Kept = { $draft: number } | { $draft: null; value: Json };

function isKept(output: Json): output is Kept {
  return typeof output === "object" && output !== null && !Array.isArray(output) && "$draft" in output;
}

export function keepOutput(output: Json, draft: DraftContent | null): Json {
  if (typeof output === "string") {
    return draft && output === draft.content ? { $draft: draft.revision } : output;
  }
  return isKept(output) ? { $draft: null, value: output } : output;
}

/** `contentOf` gives the draft of that revision. */
export function keptOutput(output: Json, contentOf: (revision: number) => string | undefined | null): Json {
  if (!isKept(output)) return output;
  return output.$draft === null ? output.value : (contentOf(output.$draft) ?? null);
}

export function keepOutputs(outputs: Outputs, draft: DraftContent | null): Outputs {
  const kept: Outputs = {};
  for (const name of Object.keys(outputs)) kept[name] = keepOutput(outputs[name] as Json, draft);
  return kept;
}

export function keptOutputs(outputs: Outputs, contentOf: (revision: number) => string | undefined | null): Outputs {
  const read: Outputs = {};
  for (const name of Object.keys(outputs)) read[name] = keptOutput(outputs[name] as Json, contentOf);
  return read;
}

/** What most visits have nothing of is left out. */
const NOTHING = {
  repeats: [] as number[],
  baseData: null,
  endedAt: null,
  model: null,
  tokensIn: null,
  tokensOut: null,
  input: null,
  output: null,
  error: null,
};

/** A visit as its row keeps it. */
export type KeptVisit = Omit<Visit, keyof typeof NOTHING> & Partial<Visit>;

export function keepVisit({ repeats, ...visit }: Visit, draft: DraftContent | null): Partial<Visit> {
  const something = Object.entries({ ...visit, output: keepOutput(visit.output, draft) }).filter(
    ([, value]) => value !== null,
  );
  return { ...Object.fromEntries(something), ...(repeats.length > 0 && { repeats }) };
}

export function keptVisit(kept: KeptVisit, contentOf: (revision: number) => string | undefined | null): Visit {
  const visit = { ...NOTHING, ...kept };
  return { ...visit, output: keptOutput(visit.output, contentOf) };
}

/** Numbers of the drafts that these outputs name. */
export function draftsIn(outputs: (Json | undefined)[]): number[] {
  return outputs.flatMap((output) => (output !== undefined && isKept(output) ? (output.$draft ?? []) : []));
}
