import type { Pool } from "pg";
import { z } from "zod";
import type { BranchFilter } from "@/lib/contract/requests";
import type { RunPeople } from "@/lib/engine/people";
import { LARGEST_INTEGER } from "@/lib/json/largest-integer";
import type { Hidden } from "@/lib/operations/ports";
import type { ListedBranch } from "@/lib/operations/records";
import type { BranchView, Page, RunStatus } from "@/lib/views/views";
import type { Principal } from "@/lib/words/people";
import { multirange } from "./hidden";
import { count, decodeCursor, toPage } from "./lists";
import { callerValues, mayAnswer } from "./visible";

const place = z.tuple([count, count]);

const TITLE_LENGTH = 140;

const LIST = `
  select b.seq, b.index, b.key, b.workflow, b.status as "branchStatus", b.child_id as "childId", b.error,
    case jsonb_typeof(b.input) when 'string' then jsonb_build_object('', left(b.input #>> '{}', ${TITLE_LENGTH}))
      when 'object' then (select jsonb_object_agg(i.key, left(i.value #>> '{}', ${TITLE_LENGTH}))
        from jsonb_each(b.input) i where jsonb_typeof(i.value) = 'string')
    end as texts,
    r.status, r.step_index as "stepIndex", r.step_name as "stepName", r.updated_at as "updatedAt",
    r.people, r.seq as "childSeq"
  from branches b left join runs r on r.id = b.child_id
  where b.run_id = $1 and (b.seq, b.index) > ($2, $3) and b.seq <= $4 and not $6::int4multirange @> b.seq
  order by b.seq, b.index limit $5`;

/** Every open review below the root that the caller may answer is led up to the branch it belongs to. */
const WAITING = `
  with recursive way(id) as (
    select v.run_id from reviews v
    where v.root_run_id = $1 and v.status = 'open' and v.workspace_id = $2
      and ${mayAnswer("v", { user: "$3::text", names: "$4::text[]", admin: "$5::boolean" })}
    union all
    select r.parent_id from way join runs r on r.id = way.id where r.parent_id is not null
  )
  select id from way where id = any($6::uuid[])`;

interface BranchRow {
  seq: number;
  index: number;
  key: string;
  workflow: string;
  texts: Record<string, string> | null;
  branchStatus: string;
  childId: string | null;
  error: { message: string } | null;
  status: RunStatus | null;
  stepIndex: number | null;
  stepName: string | null;
  updatedAt: Date | null;
  people: RunPeople | null;
  childSeq: number | null;
}

/** By visit and place, in two statements however many there are. */
export async function listBranches(
  pool: Pool,
  by: Principal,
  run: { id: string; rootId: string; hidden: Hidden },
  filter: BranchFilter,
  fieldsOf: (workflow: string) => string[],
): Promise<Page<ListedBranch>> {
  const { seq } = filter;
  const first = seq === undefined ? [0, 0] : [seq, -1];
  const after = filter.cursor === undefined ? first : decodeCursor(place, filter.cursor);
  const { rows } = await pool.query<BranchRow>({
    name: "branches_of_run",
    text: LIST,
    values: [run.id, ...after, seq ?? LARGEST_INTEGER, filter.limit + 1, multirange(run.hidden)],
  });
  const children = rows.flatMap(({ childId }) => childId ?? []);
  const shared = sharedTexts(rows);
  const waiting = children.length > 0 ? await openReviews(pool, by, run.rootId, children) : new Map<string, number>();
  return toPage(
    rows,
    filter,
    (row) => [row.seq, row.index],
    (row) => ({
      child: row.people === null ? null : { people: row.people, seq: row.childSeq ?? 0 },
      branch: branchOf(row),
    }),
  );

  function branchOf(row: BranchRow): BranchView {
    return {
      seq: row.seq,
      index: row.index,
      key: row.key,
      title: titleOf(row.texts ?? {}, fieldsOf(row.workflow), shared.get(row.seq) ?? {}),
      workflow: row.workflow,
      status: row.status ?? (row.branchStatus === "pending" ? "pending" : "canceled"),
      runId: row.childId,
      step: row.stepIndex === null || row.stepName === null ? null : { index: row.stepIndex, name: row.stepName },
      error: row.error && { message: row.error.message },
      openReviews: waiting.get(row.childId ?? "") ?? 0,
      updatedAt: row.updatedAt?.toISOString() ?? null,
    };
  }
}

type Texts = Record<string, string>;

/** By visit, the texts that all its branches have alike; of a single branch none. */
function sharedTexts(rows: BranchRow[]): Map<number, Texts> {
  const shared = new Map<number, Texts>();
  const counts = new Map<number, number>();
  for (const { seq, texts } of rows) {
    const before = Object.entries(shared.get(seq) ?? texts ?? {});
    shared.set(seq, Object.fromEntries(before.filter(([name, text]) => texts?.[name] === text)));
    counts.set(seq, (counts.get(seq) ?? 0) + 1);
  }
  for (const [seq, count] of counts) if (count === 1) shared.delete(seq);
  return shared;
}

/** What tells a branch from its siblings: the first text that they don't share, in the order of the form. */
function titleOf(texts: Texts, fields: string[], shared: Texts): string {
  const inOrder = [...fields, ...Object.keys(texts)];
  const name = inOrder.find((one) => texts[one]?.trim() && shared[one] === undefined);
  return name === undefined ? "" : (texts[name]?.trim() ?? "");
}

async function openReviews(pool: Pool, by: Principal, rootId: string, children: string[]) {
  const { rows } = await pool.query<{ id: string }>({
    name: "branches_waiting",
    text: WAITING,
    values: [rootId, by.workspaceId, ...callerValues(by), children],
  });
  const counts = new Map<string, number>();
  for (const { id } of rows) counts.set(id, (counts.get(id) ?? 0) + 1);
  return counts;
}
