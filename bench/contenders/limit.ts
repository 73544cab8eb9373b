import { Pool } from "pg";
import { v7 as newId } from "uuid";
import { draftOf } from "../draft";
import { COMMENT, type Open, POOL_SIZE } from "./contender";

/**
 * The limit: what a program could do that knows nothing but this one workflow. One SELECT of run and
 * review, one hand-written prepared statement that moves both and writes one event with the decision.
 * It keeps the newest draft only, and no visits or comments. `blind` leaves out the SELECT.
 */
const SCHEMA = `
  create table limit_runs (id uuid primary key, revision int not null, status text not null, draft text not null);
  create table limit_reviews (id uuid primary key, run_id uuid not null, status text not null, decision jsonb);
  create table limit_events (run_id uuid, seq int, type text not null, data jsonb not null, primary key (run_id, seq));`;

const START = `
  with run as (insert into limit_runs values ($1, 1, 'waiting', $3)),
    review as (insert into limit_reviews values ($2, $1, 'open', null))
  insert into limit_events values ($1, 1, 'started', '{}')`;

const READ = `
  select r.id, r.revision, r.draft, v.status from limit_reviews v join limit_runs r on r.id = v.run_id where v.id = $1`;

const UPDATE = `
  with run as (update limit_runs set revision = revision + 1, draft = $4 where id = $1 and revision = $2 returning id, revision),
    closed as (update limit_reviews v set status = 'decided', decision = $5 from run where v.id = $3 and v.status = 'open'),
    opened as (insert into limit_reviews select $6::uuid, id, 'open', null from run)
  insert into limit_events select id, revision, 'decided', $5 from run`;

const ACCEPT = `
  with run as (update limit_runs set revision = revision + 1, status = 'completed' where id = $1 and revision = $2 returning id, revision),
    closed as (update limit_reviews v set status = 'decided', decision = $4 from run where v.id = $3 and v.status = 'open')
  insert into limit_events select id, revision, 'decided', $4 from run`;

const open = async (databaseUrl: string, reads: boolean) => {
  const pool = new Pool({ connectionString: databaseUrl, max: POOL_SIZE });
  pool.on("error", () => undefined);
  await pool.query(SCHEMA);
  const revisionOf = async (review: string) =>
    (await pool.query({ name: "limit_read", text: READ, values: [review] })).rows[0].revision as number;
  return {
    async start() {
      const run = newId();
      let review = newId();
      let round = 1;
      await pool.query({ name: "limit_start", text: START, values: [run, review, draftOf(round)] });
      return {
        async update() {
          const revision = reads ? await revisionOf(review) : round;
          const next = newId();
          const decision = JSON.stringify({ action: "update", values: { comment: COMMENT } });
          const values = [run, revision, review, draftOf(++round), decision, next];
          moved(await pool.query({ name: "limit_update", text: UPDATE, values }));
          review = next;
        },
        async accept() {
          const revision = reads ? await revisionOf(review) : round;
          const decision = JSON.stringify({ action: "accept", values: {} });
          const values = [run, revision, review, decision];
          moved(await pool.query({ name: "limit_accept", text: ACCEPT, values }));
        },
      };
    },
    close: () => pool.end(),
  };
};

function moved({ rowCount }: { rowCount: number | null }): void {
  if (rowCount !== 1) throw new Error("The run had moved on.");
}

export const openLimit: Open = ({ databaseUrl }) => open(databaseUrl, true);
export const openBlind: Open = ({ databaseUrl }) => open(databaseUrl, false);
