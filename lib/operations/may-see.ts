/** Who may see a run, a part of it, and a review: the one question behind every read. `lib/store/visible.ts` is its SQL. */
import { type Curtain, ownersOf, type RunPeople } from "@/lib/engine/people";
import { namesOf, type Principal } from "@/lib/words/people";
import type { Hidden } from "./ports";
import type { RunAccess } from "./records";

/** What decides who sees a run. */
export type Seeing = Pick<RunAccess, "workspaceId" | "startedBy" | "people" | "asked">;

/** Of a snapshot; `people` where it is about a branch. By hand: copies of forty columns are dear. */
export function seeingOf(
  { run, asked }: { run: Omit<Seeing, "asked">; asked: string[] },
  people: RunPeople = run.people,
): Seeing {
  return { workspaceId: run.workspaceId, startedBy: run.startedBy, people, asked };
}

/** What somebody sees of a run: all but these. */
export interface Sight {
  hiddenVisits: Hidden;
  hiddenEvents: Hidden;
  hiddenDrafts: Hidden;
  /** Curtains that hide something from them. */
  curtains: Curtain[];
}

const WHOLE: Sight = { hiddenVisits: [], hiddenEvents: [], hiddenDrafts: [], curtains: [] };

/** Null where they may not know that the run exists. */
export function sightOf(by: Principal, run: Seeing): Sight | null {
  if (run.workspaceId !== by.workspaceId) return null;
  const { visibility, curtains = [] } = run.people;
  if (by.role === "admin" || (!visibility && curtains.length === 0)) return WHOLE;
  if (ownersOf(run).includes(by.userId)) return WHOLE;
  const names = namesOf(by);
  const isAmong = (asked: string[]) => asked.some((name) => names.includes(name));
  if (visibility && !isAmong(run.asked)) return null;
  const hiding = curtains.filter(({ asked }) => !isAmong(asked));
  if (hiding.some(({ seq }) => seq === 0)) return null;
  return {
    hiddenVisits: hiding.map(({ seq, lifted }) => ({ from: seq, to: lifted?.seq ?? null })),
    hiddenEvents: hiding.map(({ event, lifted }) => ({ from: event + 1, to: lifted ? lifted.event + 1 : null })),
    hiddenDrafts: hiding.map(({ draft, lifted }) => ({ from: draft + 1, to: lifted ? lifted.draft + 1 : null })),
    curtains: hiding,
  };
}

export const seesVisit = ({ hiddenVisits }: Sight, seq: number) => !isWithin(hiddenVisits, seq);

const isWithin = (ranges: Hidden, number: number) =>
  ranges.some(({ from, to }) => number >= from && (to === null || number < to));

/** Also of what belongs to the visit: its reviews above all. */
export function maySeeVisit(by: Principal, run: Seeing, { seq }: { seq: number }): boolean {
  const sight = sightOf(by, run);
  return sight !== null && seesVisit(sight, seq);
}

/** Visits of each step, as far as they are seen. */
export function seenVisits({ curtains }: Sight, visits: Record<string, number>): Record<string, number> {
  const first = curtains.find(({ lifted }) => !lifted);
  const seen = { ...(first?.visits ?? visits) };
  for (const { lifted, visits: made } of curtains) {
    if (!lifted) continue;
    for (const [step, count] of Object.entries(made)) {
      const left = (seen[step] ?? 0) - count;
      if (left > 0) seen[step] = left;
      else delete seen[step];
    }
  }
  return seen;
}
