import fc from "fast-check";
import { Pool } from "pg";
import { v7 as newId } from "uuid";
import { afterAll, beforeAll, expect, it } from "vitest";
import { exclusionOf, type ReviewPeople, type RunPeople } from "@/lib/engine/people";
import { isAsked } from "@/lib/operations/may-answer";
import { maySeeVisit, sightOf } from "@/lib/operations/may-see";
import { callerValues, mayAnswer, seesReview, seesRun, seesVisit } from "@/lib/store/visible";
import type { Actor, Assignee, Principal, Role } from "@/lib/words/people";
import { createTestDatabase, type TestDatabase } from "../../support/postgres";

let database: TestDatabase;
let pool: Pool;

beforeAll(async () => {
  database = await createTestDatabase();
  pool = new Pool({ connectionString: database.url, max: 1 });
});

afterAll(async () => {
  await pool?.end();
  await database?.drop();
});

const WORKSPACE = newId();
const user = fc.constantFrom("ana", "ben", "cleo");
const role = fc.constantFrom<Role>("author", "reviewer", "admin");
const team = fc.constantFrom("red", "blue");
const assignee: fc.Arbitrary<Assignee> = fc.oneof(
  user.map((id) => ({ kind: "person" as const, id })),
  role.map((id) => ({ kind: "role" as const, id })),
  team.map((id) => ({ kind: "team" as const, id })),
);
const by: fc.Arbitrary<Principal> = fc
  .record({ userId: user, role, teamIds: fc.uniqueArray(team) })
  .map((given) => ({ ...given, name: given.userId, email: "", workspaceId: WORKSPACE }));
const mark = fc.integer({ min: 0, max: 6 });
const curtain = fc
  .record({ seq: mark, asked: fc.uniqueArray(assignee.map(({ kind, id }) => `${kind} ${id}`)), lasts: fc.option(mark) })
  .map(({ seq, asked, lasts }) => ({
    ...{ seq, event: seq, draft: seq, asked, visits: {} },
    ...(lasts !== null && seq > 0 && { lifted: { seq: seq + lasts, event: seq + lasts, draft: seq + lasts } }),
  }));
const people: fc.Arbitrary<RunPeople> = fc
  .record({
    visibility: fc.option(fc.constant("participants" as const), { nil: undefined }),
    starters: fc.option(fc.uniqueArray(user), { nil: undefined }),
    deciders: fc.option(fc.dictionary(fc.constantFrom("look", "sign"), fc.uniqueArray(user)), { nil: undefined }),
    // One that a run begins behind is its first.
    curtains: fc.option(
      fc
        .array(curtain, { maxLength: 3 })
        .map((all) => all.toSorted((a, b) => a.seq - b.seq).filter(({ seq }, at) => at === 0 || seq > 0)),
      { nil: undefined },
    ),
  })
  .map((given) => JSON.parse(JSON.stringify(given)));
const policy: fc.Arbitrary<ReviewPeople | null> = fc.option(
  fc.record({
    distinct: fc.boolean(),
    notBy: fc.array(
      fc.record({ because: fc.constant("starter" as const), step: fc.constant(null), ids: fc.uniqueArray(user) }),
      { maxLength: 2 },
    ),
  }),
);
const startedBy: fc.Arbitrary<Actor> = fc.oneof(
  user.map((id) => ({ kind: "person" as const, id, name: id })),
  user.map((id) => ({ kind: "system" as const, id, name: id })),
);

const CALLER = { user: "$2::text", names: "$3::text[]", admin: "$4::boolean" };
const ASK = `
  select ${seesRun("r", CALLER)} as run, ${seesVisit("r", "$5::int", CALLER)} as visit, ${seesReview("v", CALLER)} as review,
    ${mayAnswer("v", CALLER)} as answer
  from runs r join reviews v on v.run_id = r.id where r.id = $1`;

it("T9: the function and the SQL say the same of every run, visit and review", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.record({ by, people, startedBy, asked: fc.option(assignee), before: fc.option(assignee), policy, seq: mark }),
      async ({ by, people, startedBy, asked, before, policy, seq }) => {
        const [id, root] = [newId(), newId()];
        const isPrivate = people.visibility !== undefined || (people.curtains ?? []).length > 0;
        await pool.query(
          `insert into runs (id, workspace_id, workflow, version, status, revision, seq, attempt, takeovers, event_seq,
            draft_revision, lease_epoch, root_id, started_by, people, input, data, visits)
          values ($1, $2, 'a', '1', 'waiting', 1, 1, 1, 0, 1, 0, 0, $3, $4, $5, '{}', '{}', '{}')`,
          [id, WORKSPACE, root, startedBy, people],
        );
        const review = (of: string, at: number, who: Assignee | null, also: ReviewPeople | null) =>
          pool.query(
            `insert into reviews (id, workspace_id, run_id, root_run_id, workflow, seq, key, step_index, step_name, visit,
              status, title, description, form, assignee_kind, assignee_id, visibility, people)
            values ($1, $2, $3, $4, 'a', $5, 'k', 0, 'look', 1, 'open', '', '', '{}', $6, $7, $8, $9)`,
            [newId(), WORKSPACE, of, root, at, who?.kind, who?.id, isPrivate ? "participants" : null, also],
          );
        await review(id, seq, asked, policy);
        // In another branch of the family.
        await review(newId(), 1, before, null);
        const { rows } = await pool.query(ASK, [id, ...callerValues(by), seq]);
        const names = [asked, before].flatMap((who) => (who ? [`${who.kind} ${who.id}`] : []));
        const run = { workspaceId: WORKSPACE, startedBy, people, asked: names };
        const isMine = isAsked(by, { workspaceId: WORKSPACE, assignee: asked });
        const excluded = exclusionOf(run, { stepName: "look", people: policy }, by.userId) !== null;
        const seesIt = maySeeVisit(by, run, { seq });
        expect({ ...rows[0], visit: rows[0].run && rows[0].visit }).toEqual({
          run: sightOf(by, run) !== null,
          visit: seesIt,
          review: seesIt,
          answer: isMine && !excluded,
        });
      },
    ),
    { numRuns: 400 },
  );
});
