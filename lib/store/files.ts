import type { Pool } from "pg";
import type { FileRecord, FileRows } from "@/lib/operations/file-ports";

const KEPT = "interval '24 hours'";
/** What one person may upload in 24 hours. */
const MAX_FILES = 1_000;
const MAX_BYTES = 5_000_000_000;
const BATCH = 100;

const BEGIN = `
  insert into files (id, workspace_id, uploaded_by, store, status, name, type, size, keep_until)
  select $1, $2, $3, $4, 'uploading', $5, $6, $7::int, now() + ${KEPT}
  where (select count(*) < ${MAX_FILES} and coalesce(sum(size), 0) + $7::int <= ${MAX_BYTES}
    from files where uploaded_by = $3 and created_at > now() - ${KEPT})
  returning created_at as "createdAt"`;

const FIND = `
  select f.id, f.workspace_id as "workspaceId", f.uploaded_by as "uploadedBy", f.store, f.name, f.type, f.size,
    f.created_at as "createdAt",
    coalesce((select json_agg(json_build_object('runId', u.run_id, 'reviewId', u.review_id))
      from file_uses u join runs r on r.id = u.run_id
      where u.file_id = f.id and r.workspace_id = f.workspace_id), '[]') as uses
  from files f where f.id = any($1::uuid[]) and f.status = 'ready'`;

/** The cleaner does not touch a row whose keep_until moves: it waits for this and looks again. */
const USE = `
  with held as (
    update files f set keep_until = now() + ${KEPT}
    where f.id = any($2::uuid[]) and f.status = 'ready' and f.workspace_id = $3
      and (f.uploaded_by = $4 or exists (select from file_uses u where u.file_id = f.id and u.run_id = $1))
    returning f.id
  ), used as (
    insert into file_uses (run_id, file_id, review_id) select $1, id, $5::uuid from held on conflict do nothing
  )
  select id from held`;

const SHARE = `
  with held as (
    update files f set keep_until = now() + ${KEPT}
    where f.status = 'ready' and f.id in (select u.file_id from file_uses u where u.run_id = $1)
    returning f.id
  )
  insert into file_uses (run_id, file_id, review_id)
  select $2, held.id, u.review_id from held join file_uses u on u.run_id = $1 and u.file_id = held.id
  on conflict do nothing`;

/** One look at each file that is due: kept for good where a run uses it, else nobody can use it any more. */
const SORT_OUT = `
  update files f set
    status = case when used.by_run then 'ready' else 'removing' end,
    keep_until = case when used.by_run then null else now() + interval '10 minutes' end
  from (select id from files where keep_until < now() order by keep_until limit ${BATCH}) due,
    lateral (select exists (select from files g join file_uses u on u.file_id = g.id join runs r on r.id = u.run_id
      where g.id = due.id and g.status = 'ready') as by_run) used
  where f.id = due.id and f.keep_until < now()
  returning f.id, f.store, f.status`;

const RELEASE = `
  with gone as (delete from file_uses where run_id = any($1::uuid[]) returning file_id)
  update files set keep_until = now() where id in (select file_id from gone) and status = 'ready'`;

/** What is known of files; their content is in a `FileStore`. */
export function fileRows(pool: Pool): FileRows {
  return {
    async begin({ id, workspaceId, uploadedBy, store, name, type, size }) {
      const values = [id, workspaceId, uploadedBy, store, name, type, size];
      const { rows } = await pool.query<{ createdAt: Date }>(BEGIN, values);
      return rows[0]?.createdAt ?? null;
    },
    async finish(id) {
      await pool.query("update files set status = 'ready' where id = $1 and status = 'uploading'", [id]);
    },
    async find(ids) {
      return (await pool.query<FileRecord>(FIND, [ids])).rows;
    },
    async use(ids, { runId, reviewId, workspaceId, userId }) {
      const { rows } = await pool.query<{ id: string }>(USE, [runId, ids, workspaceId, userId, reviewId ?? null]);
      return rows.map(({ id }) => id);
    },
    async share(from, to) {
      await pool.query(SHARE, [from, to]);
    },
    async sortOut() {
      const { rows } = await pool.query<{ id: string; store: string; status: string }>(SORT_OUT);
      return { looked: rows.length, unused: rows.filter(({ status }) => status === "removing") };
    },
    async forget(id) {
      await pool.query("delete from files where id = $1", [id]);
    },
  };
}

/**
 * Lets go of the files of runs that are removed: the cleaner removes those that no other run uses, wherever their
 * content is. `runIds` are root runs; call it in whatever order with the removal of the runs themselves.
 */
export async function deleteFilesOfRuns(pool: Pick<Pool, "query">, runIds: string[]): Promise<void> {
  await pool.query(RELEASE, [runIds]);
}
