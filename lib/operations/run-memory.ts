import { after } from "@/lib/engine/after";
import type { RunState } from "@/lib/engine/types";
import { nameOf } from "@/lib/words/people";
import type { KnownTime } from "./ports";
import type { Committed, ReviewRecord, ReviewSnapshot, RunRecord, RunSnapshot } from "./records";

/** Of all that is remembered, and of one run; in characters of JSON. */
const MOST = 16_000_000;
const LARGEST = 200_000;

type Kept = Pick<RunSnapshot, "run" | "draft" | "openReviews" | "asked">;

interface Entry {
  /** As the database would give it back: nobody who holds an object of the change can change it here. */
  text: string;
  reviewIds: string[];
  revision: number;
}

/**
 * Runs that wait and that this process wrote last, so that an answer needs no read. Another process may have moved them
 * since: then the answer loses its compare and reads. What is remembered never refuses anybody.
 */
export class RunMemory {
  /** The one that was noted or recalled longest ago comes first. */
  private readonly runs = new Map<string, Entry>();
  private readonly runOf = new Map<string, string>();
  private characters = 0;

  constructor(private readonly most = MOST) {}

  note(before: RunSnapshot, { change, at }: Committed): void {
    this.forget(change.run.id);
    if (!isSimple(change.run)) return;
    const { run, draft, openReviews } = after(before, change, at);
    this.keep({ run, draft, openReviews, asked: run.people.visibility ? askedAfter(before, openReviews) : [] });
  }

  /** What was read just now, unless what was noted meanwhile is newer. */
  noteRead({ run, draft, openReviews, asked }: RunSnapshot): void {
    const known = this.runs.get(run.id);
    if (known && known.revision >= run.revision) return;
    this.forget(run.id);
    if (isSimple(run)) this.keep({ run, draft, openReviews, asked });
  }

  knows(reviewId: string): boolean {
    return this.runOf.has(reviewId);
  }

  private keep(kept: Kept): void {
    const { id } = kept.run;
    const text = JSON.stringify(kept);
    const reviewIds = kept.openReviews.map((review) => review.id);
    if (reviewIds.length === 0 || text.length > LARGEST) return;
    this.runs.set(id, { text, reviewIds, revision: kept.run.revision });
    for (const reviewId of reviewIds) this.runOf.set(reviewId, id);
    this.characters += text.length;
    for (const oldest of this.runs.keys()) {
      if (this.characters <= this.most) break;
      this.forget(oldest);
    }
  }

  /** Null where nothing is remembered, and where a deadline may have passed: whether it has the database says. */
  recall(reviewId: string, time: KnownTime | null): Pick<ReviewSnapshot, "review" | "snapshot"> | null {
    const runId = this.runOf.get(reviewId);
    const entry = runId === undefined ? undefined : this.runs.get(runId);
    if (!time || runId === undefined || !entry) return null;
    this.runs.delete(runId);
    this.runs.set(runId, entry);
    const { run, draft, openReviews, asked } = revived(JSON.parse(entry.text));
    const review = openReviews.find(({ id }) => id === reviewId);
    if (!review || mayBeDue(run, time)) return null;
    return { review, snapshot: snapshotOf({ run, draft, openReviews, asked }, time.now) };
  }

  forget(runId: string): void {
    const entry = this.runs.get(runId);
    if (!entry) return;
    this.runs.delete(runId);
    this.characters -= entry.text.length;
    for (const reviewId of entry.reviewIds) this.runOf.delete(reviewId);
  }

  /** Another database may answer from now on, which never heard of the last changes. */
  clear(): void {
    this.runs.clear();
    this.runOf.clear();
    this.characters = 0;
  }
}

/** All there is to read of it is in its own row and its reviews, which change with its revision only. */
const isSimple = ({ status, parentId, joining, held, signalsKept }: RunState) =>
  status === "waiting" && parentId === null && !joining && held === null && signalsKept === 0;

/** Only looked at where a run is seen by its participants alone; who was asked stays one of them. */
const askedAfter = ({ asked }: RunSnapshot, reviews: ReviewRecord[]) => [
  ...new Set([...asked, ...reviews.flatMap(({ assignee }) => (assignee ? nameOf(assignee) : []))]),
];

const mayBeDue = ({ wakeAt, expiresAt }: RunRecord, { now, aheadMs }: KnownTime) =>
  [wakeAt, expiresAt].some((moment) => moment !== null && moment.getTime() <= now.getTime() + aheadMs);

function snapshotOf({ run, draft, openReviews, asked }: Kept, now: Date): RunSnapshot {
  return {
    run,
    draft,
    openReviews,
    keptSignals: [],
    branches: [],
    family: { answers: 0, cuts: 0 },
    raceLost: false,
    leaseExpired: false,
    // Nothing happens before what it follows from.
    now: now > run.updatedAt ? now : run.updatedAt,
    branchReviews: [],
    asked,
  };
}

type Moments<T> = { [K in keyof T]-?: Date extends T[K] ? K : never }[keyof T];

const RUN_MOMENTS = { wakeAt: true, expiresAt: true, createdAt: true, updatedAt: true } as const satisfies Record<
  Moments<RunRecord>,
  true
>;
const REVIEW_MOMENTS = { dueAt: true, createdAt: true } as const satisfies Record<Moments<ReviewRecord>, true>;

/** JSON has no dates. */
function revived(kept: Kept): Kept {
  reviveIn(kept.run, RUN_MOMENTS);
  for (const review of kept.openReviews) reviveIn(review, REVIEW_MOMENTS);
  return kept;
}

function reviveIn<T extends object>(row: T, moments: object): void {
  for (const name of Object.keys(moments) as (keyof T)[]) {
    if (row[name] !== null) row[name] = new Date(row[name] as string) as T[keyof T];
  }
}
