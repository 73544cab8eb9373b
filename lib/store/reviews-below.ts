import type { Pool } from "pg";
import type { ReviewBelow } from "@/lib/operations/records";
import { assigneeJson } from "./visible";

const COLUMNS = `v.id, v.workspace_id as "workspaceId", v.run_id as "runId", coalesce(b.under, v.seq) as under,
  v.step_name as "stepName", v.status, v.people, r.people as "runPeople", v.decision -> 'by' as by,
  ${assigneeJson("v")} as assignee`;

/** The run and its branches, each with the visit of the run that it is under. */
const below = (first: string) => `
  below(run_id, under) as (
    ${first}
    union all
    select c.child_id, coalesce(below.under, c.seq) from below join branches c on c.run_id = below.run_id
    where c.child_id is not null)
  select ${COLUMNS} from below b join reviews v on v.run_id = b.run_id join runs r on r.id = v.run_id
  where v.status <> 'canceled'`;

const OF_RUN = `with recursive ${below("select $1::uuid, null::int")}`;

/** Whoever ends a branch of a race ends its siblings too: those of the outermost race that the run is part of. */
const OF_RACE = `
  with recursive up(id, parent_id, parent_seq, racing, depth) as (
    select id, parent_id, parent_seq, racing, 0 from runs where id = $1
    union all
    select r.id, r.parent_id, r.parent_seq, r.racing, up.depth + 1 from up join runs r on r.id = up.parent_id),
  race as (select parent_id, parent_seq from up where racing order by depth desc limit 1),
  ${below(
    "select c.child_id, c.seq from race join branches c on c.run_id = race.parent_id and c.seq = race.parent_seq and c.child_id is not null",
  )}`;

/** All reviews of a run and its branches but canceled ones; with `race`, of the race that the run is a branch of. */
export async function reviewsBelow(
  pool: Pick<Pool, "query">,
  runId: string,
  scope: "run" | "race",
): Promise<ReviewBelow[]> {
  const statement = scope === "run" ? { name: "below_run", text: OF_RUN } : { name: "below_race", text: OF_RACE };
  return (await pool.query<ReviewBelow>({ ...statement, values: [runId] })).rows;
}
