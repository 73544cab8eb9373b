/** What forms hide from those whom they don't ask: pure, and kept in the run's own row. */
import { type Assignee, nameOf } from "@/lib/words/people";
import { type Curtain, personId, type RunPeople } from "./people";
import type { RunState } from "./types";

type Hiding = Pick<RunState, "people" | "startedBy">;

const isDown = ({ lifted }: Curtain) => lifted === undefined;

/** Of those that are down, the one that lets the fewest through: each was let through the ones before it. */
const innermost = ({ curtains = [] }: RunPeople) => curtains.findLast(isDown);

/** True where what the run makes now is not for everybody of the workspace. */
export function isPrivate(people: RunPeople): boolean {
  return people.visibility !== undefined || innermost(people) !== undefined;
}

/** Whom a private form asks that names nobody: the one its curtain lets through, or the starter, or admins. */
export function insiderOf({ people, startedBy }: Hiding): Assignee {
  const [only, ...others] = innermost(people)?.asked ?? [];
  if (only && others.length === 0) return assigneeOf(only);
  const [starter] = personId(startedBy);
  return starter ? { kind: "person", id: starter } : { kind: "role", id: "admin" };
}

/** Who is asked behind curtains sees what is there. */
export function letThrough(people: RunPeople, asked: Assignee[]): RunPeople {
  const names = asked.map(nameOf);
  const { curtains = [] } = people;
  if (!curtains.some((one) => isDown(one) && !includesAll(one.asked, names))) return people;
  const wider = curtains.map((one) => (isDown(one) ? { ...one, asked: union(one.asked, names) } : one));
  return { ...people, curtains: wider };
}

/** A curtain falls before the run's current visit, and lets `names` through. */
export function withCurtain(run: RunState, names: string[]): RunPeople {
  const { people, stepName, seq } = run;
  const down = innermost(people);
  if (down && includesAll(names, down.asked)) return people;
  const { [stepName ?? ""]: visits = 1, ...others } = run.visits;
  const before = visits > 1 ? { ...others, [stepName ?? ""]: visits - 1 } : others;
  const curtain = { seq, event: run.eventSeq, draft: run.draftCount, asked: union([], names), visits: before };
  return { ...people, curtains: [...(people.curtains ?? []), curtain] };
}

/** Whom the curtain lets through that visit `seq` began behind; null where it began behind none. */
export function behind({ curtains = [] }: RunPeople, seq: number): string[] | null {
  return curtains.findLast((one) => one.seq < seq && seq < (one.lifted?.seq ?? Infinity))?.asked ?? null;
}

/** What a new run is told that begins with what visit `seq` of this one began with, or is a branch of it. */
export function inheritedFrom(people: RunPeople, seq: number): Pick<RunPeople, "visibility" | "curtains"> {
  const { visibility } = people;
  const asked = behind(people, seq);
  return {
    ...(visibility && { visibility }),
    ...(asked && { curtains: [{ seq: 0, event: 0, draft: 0, asked, visits: {} }] }),
  };
}

/** Before the run makes visit `to` again: curtains that fell after it began are lifted, others are down again. */
export function rewoundTo(run: RunState, to: number): RunPeople {
  const { people, visits } = run;
  if (!people.curtains) return people;
  const here = { seq: run.seq + 1, event: run.eventSeq, draft: run.draftCount };
  const curtains = people.curtains.map((one) =>
    isDown(one) && one.seq >= to ? { ...one, lifted: here, visits: made(one.visits, visits) } : one,
  );
  const asked = behind(people, to);
  const down = curtains.findLast(isDown);
  if (asked === null || (down && includesAll(asked, down.asked))) return { ...people, curtains };
  return { ...people, curtains: [...curtains, { ...here, asked, visits }] };
}

/** What a branch hid is in what its parent makes of it: whom the branch lets through, or null. */
export function hiddenInBranch(people: RunPeople): string[] | null {
  return innermost(people)?.asked ?? null;
}

const made = (before: Record<string, number>, now: Record<string, number>) =>
  Object.fromEntries(
    Object.entries(now).flatMap(([step, count]) => {
      const more = count - (before[step] ?? 0);
      return more > 0 ? [[step, more]] : [];
    }),
  );

const union = (names: string[], more: string[]) => [...new Set([...names, ...more])];
const includesAll = (names: string[], others: string[]) => others.every((name) => names.includes(name));

function assigneeOf(name: string): Assignee {
  const [kind, id] = name.split(" ", 2);
  return { kind, id } as Assignee;
}
