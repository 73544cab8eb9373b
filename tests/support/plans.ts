import { PrismaPg } from "@prisma/adapter-pg";
import { Pool } from "pg";
import { expect } from "vitest";
import { PrismaClient } from "@/lib/store/generated/client";
import type { Principal } from "@/lib/words/people";
import { createTestDatabase } from "./postgres";

export const WORKSPACE = "01999999-0000-7000-8000-000000000001";
/** Has 500 of most things. */
export const RUN = "01999999-0000-7000-8000-000000000002";
/** In each of the large tables. */
export const ROWS = 20_000;

export const by: Principal = {
  userId: "01999999-0000-7000-8000-00000000000b",
  name: "Ben",
  email: "ben@example.com",
  workspaceId: WORKSPACE,
  role: "reviewer",
  teamIds: ["01999999-0000-7000-8000-0000000000cc"],
};

const SEED = `
    insert into runs (id, workspace_id, workflow, version, status, revision, seq, attempt, takeovers, event_seq,
      draft_revision, lease_epoch, root_id, started_by, door, input, data, visits, created_at)
    select gen_random_uuid(), '${WORKSPACE}', case n % 3 when 0 then 'a' else 'b' end, '1',
      case when n % 1000 = 0 then 'running' when n % 2 = 0 then 'waiting' else 'completed' end,
      1, 1, 1, 0, 1, 0, 0, gen_random_uuid(),
      jsonb_build_object('id', case when n % 100 = 0 then '${by.userId}' else n::text end),
      case when n % 4 = 0 then 'start-workflow' end, '{}', '{}', '{}', now() - n * interval '1 second'
    from generate_series(1, ${ROWS}) n;
    insert into reviews (id, workspace_id, run_id, root_run_id, workflow, seq, key, step_index, step_name, visit, status,
      title, description, form, created_at)
    select gen_random_uuid(), '${WORKSPACE}', gen_random_uuid(), gen_random_uuid(), 'a', 1, 'review', 1, 'review', 1,
      case when n % 2 = 0 then 'open' else 'decided' end, '', '', '{}', now() - n * interval '1 second'
    from generate_series(1, ${ROWS}) n;
    insert into changes (run_id, event_seq, workspace_id, events, visits)
    select case when n <= 500 then '${RUN}' else gen_random_uuid() end, 2 * n, '${WORKSPACE}',
      jsonb_build_array(jsonb_build_object('seq', 2 * n - 1), jsonb_build_object('seq', 2 * n)),
      jsonb_build_array(jsonb_build_object('seq', n, 'kind', 'set', 'input', '{}', 'output', '{}', 'baseData', '{}'))
    from generate_series(1, ${ROWS}) n;
    insert into comments (id, run_id, workspace_id, by, text)
    select gen_random_uuid(), case when n <= 500 then '${RUN}' else gen_random_uuid() end, '${WORKSPACE}', '{}', ''
    from generate_series(1, ${ROWS}) n;
    insert into drafts (run_id, revision, workspace_id, seq, format, by, content)
    select case when n <= 500 then '${RUN}' else gen_random_uuid() end, n, '${WORKSPACE}', n, 'markdown', '{}', ''
    from generate_series(1, ${ROWS}) n;
    insert into branches (run_id, seq, index, workspace_id, key, child_id, status, workflow, input)
    select case when n <= 500 then '${RUN}' else gen_random_uuid() end, 1 + n / 100, n, '${WORKSPACE}', n, gen_random_uuid(),
      'completed', 'a', '{}'
    from generate_series(1, ${ROWS}) n;
    analyze`;

export interface PlanNode {
  "Node Type": string;
  "Relation Name"?: string;
  "Index Name"?: string;
  "Index Cond"?: string;
  Plans?: PlanNode[];
}

/** A database with many rows on one connection, and how statements are planned there. */
export async function planned() {
  const database = await createTestDatabase();
  const pool = new Pool({ connectionString: database.url, max: 1 });
  const prisma = new PrismaClient({ adapter: new PrismaPg(pool), log: [{ emit: "event", level: "query" }] });
  const asked: string[] = [];
  prisma.$on("query", ({ query }) => asked.push(query));
  await pool.query(SEED);

  async function nodesOf(query: string): Promise<PlanNode[]> {
    const { rows } = await pool.query(`explain (generic_plan, format json) ${query}`);
    const flatten = (node: PlanNode): PlanNode[] => [node, ...(node.Plans ?? []).flatMap(flatten)];
    return flatten(rows[0]["QUERY PLAN"][0].Plan);
  }

  return {
    pool,
    prisma,
    nodesOf,
    /** A page begins at its index and reads only what it shows: no scan of a whole table, no sort. */
    async expectIndexed(queries: string[]): Promise<void> {
      expect(queries.length).toBeGreaterThan(0);
      for (const query of queries) {
        const types = (await nodesOf(query)).map((node) => node["Node Type"]);
        expect({ query, types: types.filter((type) => type === "Seq Scan" || type === "Sort") }).toEqual({
          query,
          types: [],
        });
      }
    },
    /** No scan of a whole table. */
    async expectNoScan(statements: string[]): Promise<void> {
      for (const statement of statements) {
        const scans = (await nodesOf(statement)).filter((node) => node["Node Type"] === "Seq Scan");
        expect({ statement, scans }).toEqual({ statement, scans: [] });
      }
    },
    /** The SELECTs that Prisma makes of it. */
    async queriesOf(work: () => Promise<unknown>): Promise<string[]> {
      asked.length = 0;
      await work();
      return asked.filter((query) => query.startsWith("SELECT"));
    },
    /** Prepared under one of these names. */
    async prepared(...names: string[]): Promise<string[]> {
      const text = "select statement from pg_prepared_statements where name = any($1)";
      return (await pool.query<{ statement: string }>(text, [names])).rows.map(({ statement }) => statement);
    },
    /** The pool, and what was asked through this one. */
    recording() {
      const statements: string[] = [];
      const query = (asked: string | { text: string; values: unknown[] }, values: unknown[] = []) => {
        const { text, values: given } = typeof asked === "string" ? { text: asked, values } : asked;
        statements.push(text);
        return pool.query(text, given);
      };
      return { statements, pool: { query } as unknown as Pool };
    },
    async drop(): Promise<void> {
      await prisma.$disconnect();
      await pool.end();
      await database.drop();
    },
  };
}
