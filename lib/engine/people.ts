/** Who may not decide: pure, from the run's own row and the review's, so every store and door judges alike. */
import type { Actor, RunState } from "./types";

/** What people did in a run, as far as it decides who may still decide. Ids of users; keys that would be empty are absent. */
export interface RunPeople {
  /** Who counts as starter beside `startedBy`: those of the run that it was forked from or is a branch of. */
  starters?: string[];
  /** Who rewound it: starters when it comes to deciding, but they see no more for it than before. */
  rewinders?: string[];
  /** Who decided at the latest visit of each step, by step name; in its branches too. */
  deciders?: Record<string, string[]>;
  /** Only its participants see the run: who started it, whoever is or was asked in it, and admins. */
  visibility?: Visibility;
  /** Of forms that hide what comes after them, oldest first. */
  curtains?: Curtain[];
}

/** What is not for everybody of the workspace. */
export type Visibility = "participants";

/** The numbers at which a stretch of a run begins: of its first visit, and those before its first event and draft. */
export interface Mark {
  seq: number;
  event: number;
  draft: number;
}

/** From its mark on, what the run makes is seen by whom it asks, the starters and admins alone. */
export interface Curtain extends Mark {
  /** Who is let through, by name (`person <id>`, `team <id>`, `role <role>`). */
  asked: string[];
  /** Visits of each step before it fell; once it is lifted, those made behind it. */
  visits: Record<string, number>;
  /** Where a rewind to what was there before lifted it. What was made behind it stays hidden. */
  lifted?: Mark;
}

/** What an author says of a form's people. */
export interface PeoplePlan {
  /** Each person answers one of the reviews that the step opens, at most. */
  distinct?: boolean;
  notBy?: readonly NotBy[];
}

/** The starter of the run, or whoever decided at another step, also inside its branches. */
export type NotBy = { starter: true; step?: never } | { step: string; starter?: never };

/** Kept with a review when it opens. */
export interface ReviewPeople {
  distinct: boolean;
  /** Empty where only `distinct` was asked for. */
  notBy: { because: "starter" | "decided"; step: string | null; ids: string[] }[];
}

/** Why somebody may not decide: they started the run, decided at `step`, or answered another review of this visit. */
export interface Exclusion {
  because: "starter" | "decided" | "answered";
  /** Title of the step at which they decided. */
  step: string | null;
}

type Started = Pick<RunState, "startedBy" | "people">;

export function startersOf({ startedBy, people }: Started): string[] {
  return [...ownersOf({ startedBy, people }), ...(people.rewinders ?? [])];
}

/** Whose run it is: who started it, forked it, or started the run that it was forked from. */
export function ownersOf({ startedBy, people }: Started): string[] {
  return [...(startedBy.kind === "person" ? [startedBy.id] : []), ...(people.starters ?? [])];
}

/** What the plan means for a review that opens now. `titleOf` gives a step's title. */
export function reviewPeople(
  run: Started,
  { distinct = false, notBy = [] }: PeoplePlan,
  titleOf: (step: string) => string,
): ReviewPeople {
  const excluded = notBy.map(({ starter, step }) =>
    starter
      ? { because: "starter" as const, step: null, ids: startersOf(run) }
      : { because: "decided" as const, step: titleOf(step), ids: decidersAt(run, step) },
  );
  return { distinct, notBy: excluded };
}

/** True when both leave out the same people for the same reasons. */
export function samePeople(one: ReviewPeople | null, other: ReviewPeople | null): boolean {
  const canonical = (people: ReviewPeople | null) =>
    people && [people.distinct, people.notBy.map(({ because, step, ids }) => [because, step, ...ids.toSorted()])];
  return JSON.stringify(canonical(one)) === JSON.stringify(canonical(other));
}

export function decidersAt({ people }: Pick<RunState, "people">, step: string): string[] {
  const { deciders } = people;
  return deciders && Object.hasOwn(deciders, step) ? (deciders[step] as string[]) : [];
}

/** Null when this person may decide, as far as the form's people policy goes. */
export function exclusionOf(
  run: Pick<RunState, "people">,
  review: { stepName: string; people: ReviewPeople | null },
  userId: string,
): Exclusion | null {
  if (review.people === null) return null;
  const { distinct, notBy } = review.people;
  const found = notBy.find(({ ids }) => ids.includes(userId));
  if (found) return { because: found.because, step: found.step };
  const answered = distinct && decidersAt(run, review.stepName).includes(userId);
  return answered ? { because: "answered", step: null } : null;
}

export function withRewinders(people: RunPeople, ids: string[]): RunPeople {
  const rewinders = [...new Set([...(people.rewinders ?? []), ...ids])];
  return rewinders.length === 0 ? people : { ...people, rewinders };
}

export function withDeciders(people: RunPeople, step: string, ids: string[]): RunPeople {
  if (ids.length === 0) return people;
  const all = [...new Set([...decidersAt({ people }, step), ...ids])];
  return { ...people, deciders: { ...people.deciders, [step]: all } };
}

/** A step that is visited again is decided anew. */
export function withoutDeciders(people: RunPeople, step: string): RunPeople {
  if (!people.deciders || !Object.hasOwn(people.deciders, step)) return people;
  const { [step]: _, ...deciders } = people.deciders;
  return { ...people, deciders };
}

/** What a branch tells its parent: everybody who decided in it, and who rewound it. */
export function withBranch(people: RunPeople, step: string, branch: RunPeople): RunPeople {
  const ids = Object.values(branch.deciders ?? {}).flat();
  return withDeciders(withRewinders(people, branch.rewinders ?? []), step, ids);
}

/** A person, where one acted: what the engine or a deadline does is nobody's decision. */
export const personId = ({ kind, id }: Actor): string[] => (kind === "person" ? [id] : []);
