/**
 * Who may see a run, a part of it, and a review, as SQL: the rule of `lib/operations/may-see.ts`, as a filter. It looks
 * into the run's own row; only where that says so it reads more.
 */
import { namesOf, type Principal } from "@/lib/words/people";

/** Placeholders of the caller: the user's id as text, the names under which they are asked, and whether an admin. */
export interface Caller {
  user: string;
  names: string;
  admin: string;
}

/** The caller's values, in the order of `Caller`. */
export const callerValues = (by: Principal): [string, string[], boolean] => [
  by.userId,
  namesOf(by),
  by.role === "admin",
];

/** As the indexes of reviews have it: who is asked, empty for any member. */
export const askedName = (review: string) => `coalesce(${review}.assignee_kind || ' ' || ${review}.assignee_id, '')`;

/** Who is asked, as JSON; null for any member. */
export const assigneeJson = (review: string) => `case when ${review}.assignee_kind is not null then
  jsonb_build_object('kind', ${review}.assignee_kind, 'id', ${review}.assignee_id) end`;

/** True where a membership is asked by name: `namesOf` in lib/words/people.ts for a row. */
export const isAskedByName = (review: string, member: string) => `(
  ${askedName(review)} in ('person ' || ${member}.user_id, 'role ' || ${member}.role)
  or exists (select from team_members t where t.user_id = ${member}.user_id and ${askedName(review)} = 'team ' || t.team_id))`;

/** All names under which anybody is or was asked in a run's family, gathered by `aggregate`; null where that does not matter. */
export const askedNames = (run: string, aggregate: "json_agg" | "array_agg") => `
  case when ${run}.people ? 'visibility' then (select ${aggregate}(distinct ${askedName("asked")}) from reviews asked
    where asked.root_run_id = ${run}.root_id and asked.visibility is not null) end`;

const isStarter = (run: string, { user }: Caller) =>
  `(${run}.started_by ->> 'kind' = 'person' and ${run}.started_by ->> 'id' = ${user} or coalesce(${run}.people -> 'starters' ? ${user}, false))`;

const isAsked = (run: string, { names }: Caller) => `exists (select from reviews asked
  where asked.root_run_id = ${run}.root_id and asked.visibility is not null and ${askedName("asked")} = any(${names}))`;

/** True where the run keeps nothing from the caller but what is behind curtains. */
export const seesRun = (run: string, by: Caller) => `(${by.admin} or ${isStarter(run, by)}
  or (not ${run}.people ? 'visibility' or ${isAsked(run, by)})
    and (${run}.people #>> '{curtains,0,seq}' is distinct from '0' or ${run}.people #> '{curtains,0,asked}' ?| ${by.names}))`;

/** True where visit `seq` of a run that the caller sees is behind no curtain. */
export const seesVisit = (run: string, seq: string, by: Caller) => `(${by.admin} or not ${run}.people ? 'curtains'
  or ${isStarter(run, by)} or not exists (select from jsonb_array_elements(${run}.people -> 'curtains') curtain
    where ${seq} >= (curtain ->> 'seq')::int and (curtain -> 'lifted' is null or ${seq} < (curtain #>> '{lifted,seq}')::int)
      and not (curtain -> 'asked' ?| ${by.names})))`;

export const seesReview = (review: string, by: Caller) => `(${review}.visibility is null or ${by.admin}
  or exists (select from runs seen where seen.id = ${review}.run_id and ${seesRun("seen", by)}
    and ${seesVisit("seen", `${review}.seq`, by)}))`;

/** True where the caller is asked, or an admin, and not left out. */
export const mayAnswer = (review: string, by: Caller) => `((${by.admin} or ${review}.assignee_kind is null
  or ${askedName(review)} = any(${by.names})) and ${notExcluded(review, by.user)})`;

/** True where the form's people policy does not leave this user out (`exclusionOf` in lib/engine/people.ts). */
export const notExcluded = (review: string, user: string) => `(${review}.people is null or not (
  jsonb_path_exists(${review}.people, '$.notBy[*].ids[*] ? (@ == $user)', jsonb_build_object('user', ${user}))
  or (${review}.people -> 'distinct')::boolean and exists (select from runs own where own.id = ${review}.run_id
    and own.people -> 'deciders' -> ${review}.step_name ? ${user})))`;
