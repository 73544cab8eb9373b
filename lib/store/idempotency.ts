import type { Pool } from "pg";
import { HoldpointError } from "@/lib/errors";
import type { Idempotency, IdempotencyRequest, StoredResponse } from "@/lib/holdpoint";
import { together } from "./together";

/** A first request renews its lock while it works; one whose process died is taken over after this. */
const LOCK_SECONDS = 10;
const RENEW_MS = 3_000;
const KEPT_HOURS = 24;
const LOOK_AGAIN_MS = 100;

/** Makes the rows, or takes over those whose first request died or whose time is over. */
const CLAIM = `
  insert into idempotency_keys as k (principal, path, key, body_hash, resource_id, locked_until)
  select x.principal, x.path, x.key, x."bodyHash", x."resourceId", now() + interval '${LOCK_SECONDS} seconds'
  from jsonb_to_recordset($1::jsonb) as x(principal text, path text, key text, "bodyHash" text, "resourceId" uuid)
  on conflict (principal, path, key) do update set
    locked_until = excluded.locked_until,
    body_hash = excluded.body_hash,
    resource_id = case when k.created_at < now() - interval '${KEPT_HOURS} hours' then excluded.resource_id
      else k.resource_id end,
    status = null, content_type = null, body = null,
    created_at = case when k.created_at < now() - interval '${KEPT_HOURS} hours' then now() else k.created_at end
  where k.created_at < now() - interval '${KEPT_HOURS} hours'
    or (k.status is null and k.locked_until < now() and k.body_hash = excluded.body_hash)
  returning principal, path, key, resource_id`;

const READ = `
  select body_hash, status, content_type, body from idempotency_keys where principal = $1 and path = $2 and key = $3`;

/** One that was taken over while it stood still must not replace what was answered meanwhile. */
const STORE = `
  update idempotency_keys k set status = x.status, content_type = x."contentType", body = x.body, locked_until = null
  from jsonb_to_recordset($1::jsonb)
    as x(principal text, path text, key text, status int, "contentType" text, body text)
  where k.principal = any($2::text[]) and k.path = any($3::text[]) and k.key = any($4::text[])
    and k.principal = x.principal and k.path = x.path and k.key = x.key and k.status is null
  returning k.principal, k.path, k.key`;

const RENEW = `
  update idempotency_keys set locked_until = now() + interval '${LOCK_SECONDS} seconds'
  where principal = $1 and path = $2 and key = $3 and status is null`;

/** The id stays, so that a repeat after a failure makes the same thing. */
const UNLOCK = `
  update idempotency_keys set locked_until = now() where principal = $1 and path = $2 and key = $3 and status is null`;

type Key = Pick<IdempotencyRequest, "principal" | "path" | "key">;

interface ClaimedRow extends Key {
  resource_id: string;
}

interface KeyRow {
  body_hash: string;
  status: number | null;
  content_type: string;
  body: string;
}

export function idempotency(pool: Pool, newId: () => string): Idempotency {
  const keyOf = ({ principal, path, key }: Key) => [principal, path, key];
  const nameOf = (key: Key) => JSON.stringify(keyOf(key));
  /** For each of them its row; nothing where the statement found none to change. */
  const written = <K extends Key>(name: string, text: string, more: (sorted: K[]) => unknown[]) =>
    together<K, ClaimedRow | undefined>({
      async ask(all) {
        // In one order, so that two processes never wait for each other.
        const sorted = [...all].sort((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1));
        const values = [JSON.stringify(sorted), ...more(sorted)];
        const { rows } = await pool.query<ClaimedRow>({ name, text, values });
        const byName = new Map(rows.map((row) => [nameOf(row), row]));
        return all.map((key) => byName.get(nameOf(key)));
      },
      familyOf: nameOf,
    });
  const claim = written<Key & { bodyHash: string; resourceId: string }>("idempotency_claim", CLAIM, () => []);
  // The same keys once more, because lists make the plan go by the index.
  const store = written<Key & StoredResponse>("idempotency_store", STORE, (sorted) => [
    sorted.map(({ principal }) => principal),
    sorted.map(({ path }) => path),
    sorted.map(({ key }) => key),
  ]);
  return {
    async once(request, work) {
      for (;;) {
        const claimed = await claim({ ...request, resourceId: newId() });
        if (claimed) return firstResponse(request, claimed.resource_id, work);
        const stored = (await pool.query<KeyRow>(READ, keyOf(request))).rows[0];
        if (stored && stored.body_hash !== request.bodyHash) throw mismatch();
        const response = responseOf(stored);
        if (response) return response;
        await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS));
      }
    },
  };

  async function firstResponse(
    request: IdempotencyRequest,
    resourceId: string,
    work: (resourceId: string) => Promise<StoredResponse>,
  ): Promise<StoredResponse> {
    let response: StoredResponse | null = null;
    const renewal = setInterval(() => void pool.query(RENEW, keyOf(request)).catch(() => undefined), RENEW_MS);
    try {
      response = await work(resourceId);
    } finally {
      clearInterval(renewal);
      if (!isFinal(response)) await pool.query(UNLOCK, keyOf(request));
    }
    if (!isFinal(response)) return response;
    if (await store({ ...request, ...response })) return response;
    return responseOf((await pool.query<KeyRow>(READ, keyOf(request))).rows[0]) ?? response;
  }
}

const isFinal = (response: StoredResponse | null): response is StoredResponse =>
  response !== null && response.status < 500;

function responseOf(row: KeyRow | undefined): StoredResponse | null {
  return row?.status ? { status: row.status, contentType: row.content_type, body: row.body } : null;
}

export async function cleanIdempotencyKeys(pool: Pool): Promise<void> {
  await pool.query(`delete from idempotency_keys where created_at < now() - interval '${KEPT_HOURS} hours'`);
}

function mismatch(): HoldpointError {
  return new HoldpointError(
    "idempotency_mismatch",
    "This Idempotency-Key was used for another request, or your rights have changed since. Nothing was done again. Use a new key for a new request.",
  );
}
