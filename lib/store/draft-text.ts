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

export const keepOutputs = (outputs: Outputs, draft: DraftContent | null): Outputs =>
  mapped(outputs, (output) => keepOutput(output, draft));

export const keptOutputs = (outputs: Outputs, contentOf: (revision: number) => string | undefined | null): Outputs =>
  mapped(outputs, (output) => keptOutput(output, contentOf));

/** Under the same names, whatever they are: an assignment would take `__proto__` for something else. */
const mapped = (outputs: Outputs, map: (output: Json) => Json): Outputs =>
  Object.fromEntries(Object.entries(outputs).map(([name, output]) => [name, map(output)]));

/**
 * A visit as its row keeps it: what most visits have nothing of is left out. Each name by itself, here and below: V8
 * takes 20 times as long for a literal that spreads an object and goes on with many names.
 */
export type KeptVisit = Omit<Visit, Optional> & { [Key in Optional]?: Visit[Key] | undefined };
type Optional = "repeats" | "baseData" | "endedAt" | "model" | "tokensIn" | "tokensOut" | "input" | "output" | "error";

export function keepVisit(visit: Visit, draft: DraftContent | null): KeptVisit {
  return {
    seq: visit.seq,
    stepIndex: visit.stepIndex,
    stepName: visit.stepName,
    kind: visit.kind,
    visit: visit.visit,
    attempt: visit.attempt,
    status: visit.status,
    draftRevision: visit.draftRevision,
    startedAt: visit.startedAt,
    repeats: visit.repeats.length > 0 ? visit.repeats : undefined,
    baseData: visit.baseData ?? undefined,
    endedAt: visit.endedAt ?? undefined,
    model: visit.model ?? undefined,
    tokensIn: visit.tokensIn ?? undefined,
    tokensOut: visit.tokensOut ?? undefined,
    input: visit.input ?? undefined,
    output: keepOutput(visit.output, draft) ?? undefined,
    error: visit.error ?? undefined,
  };
}

export function keptVisit(kept: KeptVisit, contentOf: (revision: number) => string | undefined | null): Visit {
  return {
    seq: kept.seq,
    stepIndex: kept.stepIndex,
    stepName: kept.stepName,
    kind: kept.kind,
    visit: kept.visit,
    attempt: kept.attempt,
    status: kept.status,
    draftRevision: kept.draftRevision,
    startedAt: kept.startedAt,
    repeats: kept.repeats ?? [],
    baseData: kept.baseData ?? null,
    endedAt: kept.endedAt ?? null,
    model: kept.model ?? null,
    tokensIn: kept.tokensIn ?? null,
    tokensOut: kept.tokensOut ?? null,
    input: kept.input ?? null,
    output: keptOutput(kept.output ?? null, contentOf),
    error: kept.error ?? null,
  };
}

/** Numbers of the drafts that these outputs name. */
export function draftsIn(outputs: (Json | undefined)[]): number[] {
  return outputs.flatMap((output) => (output !== undefined && isKept(output) ? (output.$draft ?? []) : []));
}
