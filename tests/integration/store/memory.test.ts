import fc from "fast-check";
import { expect, it } from "vitest";
import type { EngineEvent } from "@/lib/engine/events";
import { bothStores, emptyRuns, LEASE_MS } from "../../support/both-stores";
import { type Both, type Happening, happening, outer, PLACES, play, programs } from "../../support/happenings";
import { createTestDatabase } from "../../support/postgres";

/** All that can be read of every run. */
async function expectSameRows({ memory, stores, read, comparable }: Both): Promise<void> {
  for (const { run } of memory.allRows()) {
    const snapshots = await read(run.id);
    expect(comparable(1, snapshots[1])).toEqual(comparable(0, snapshots[0]));
    const page = { limit: 1_000 };
    const hidden = [
      { from: 2, to: 4 },
      { from: 7, to: null },
    ];
    const [postgres, kept] = await Promise.all(
      stores.map(async ({ reads, journal }, side) =>
        comparable(side as 0 | 1, {
          access: await reads.accessOf(run.id),
          steps: await reads.listSteps(run.id, page, []),
          events: await reads.listEvents(run.id, page, []),
          drafts: await reads.listDrafts(run.id, page, []),
          some: [await reads.listSteps(run.id, page, hidden), await reads.listEvents(run.id, page, hidden)],
          migratedAt: await reads.migratedAt(run.id),
          comments: await reads.listComments(run.id, page, []),
          checkpoint: await reads.checkpoint(run.id, Math.max(1, run.seq - 1)),
          before: await reads.commentsBefore(run.id, run.seq),
          visits: await reads.visitsBefore(run.id, run.seq),
          below: byId(await reads.reviewsBelow(run.id, "run")),
          race: byId(await reads.reviewsBelow(run.id, "race")),
          journal: await journal.recall({
            runId: run.id,
            workspaceId: "",
            seq: run.seq,
            epoch: 0,
            stepIndex: 0,
            key: "",
          }),
        }),
      ),
    );
    expect(kept).toEqual(postgres);
  }
}

const byId = <R extends { id: string }>(rows: R[]) => rows.sort((a, b) => (a.id < b.id ? -1 : 1));

/** Each kind of event at least once, and a rewind to the visit of a comment. */
const STORIES: [(typeof PLACES)[number], Happening[]][] = [
  [
    "inner",
    [
      { kind: "sweep", of: 0 },
      { kind: "effect", run: 1, how: 7, late: 0 },
      { kind: "reschedule", run: 1, ms: 70_000 },
      { kind: "decide", run: 1, review: 0, action: 0, blocked: false },
      { kind: "rewind", run: 1, seq: 1 },
      { kind: "fork", run: 1, seq: 0 },
    ],
  ],
  [
    "order",
    [
      { kind: "effect", run: 0, how: 1, late: 0 },
      { kind: "retry", run: 0 },
      { kind: "pass", ms: LEASE_MS + 5_000 },
      { kind: "sweep", of: 0 },
      { kind: "cancel", run: 0 },
    ],
  ],
  [
    "first",
    [
      { kind: "sweep", of: 0 },
      { kind: "effect", run: 1, how: 7, late: 0 },
      { kind: "decide", run: 1, review: 0, action: 1, blocked: false },
      { kind: "sweep", of: 2 },
      { kind: "sweep", of: 3 },
    ],
  ],
  [
    "votes",
    [
      { kind: "decide", run: 0, review: 0, action: 0, blocked: true },
      { kind: "migrate", run: 0 },
      { kind: "sweep", of: 4 },
      { kind: "pass", ms: 100_000 },
      { kind: "sweep", of: 1 },
    ],
  ],
  [
    "intake",
    [
      { kind: "effect", run: 0, how: 3, late: 0 },
      { kind: "signal", run: 0, id: 1, blocked: true },
      { kind: "sweep", of: 4 },
    ],
  ],
];

const EVENTS: Record<EngineEvent["type"], true> = {
  ...{ "run.started": true, "run.forked": true, "run.retried": true, "run.rewound": true, "run.canceled": true },
  ...{ "run.migrated": true, "run.resumed": true, "effect.succeeded": true, "effect.failed": true },
  ...{ "effect.suspended": true, "lease.claimed": true, "review.decided": true, "review.rescheduled": true },
  ...{ "time.passed": true, "signal.received": true, "branch.ended": true },
};

it("whatever happens, the in-memory store holds what Postgres holds", { timeout: 300_000 }, async () => {
  const database = await createTestDatabase();
  const committed = new Set<string>();
  try {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...PLACES),
        fc.array(happening, { minLength: 20, maxLength: 60 }),
        async (at, history) => {
          await emptyRuns(database.url);
          const both = bothStores(database.url, programs);
          await both.announce();
          try {
            await both.start(outer, { at });
            for (const happened of history) await play(both, happened);
            await expectSameRows(both);
            for (const type of both.committed) committed.add(type);
          } finally {
            await both.close();
          }
        },
      ),
      { numRuns: 30, endOnFailure: true, examples: STORIES },
    );
    expect([...committed].sort()).toEqual(Object.keys(EVENTS).sort());
  } finally {
    await database.drop();
  }
});
