import type { Pool } from "pg";
import { HoldpointError } from "@/lib/errors";
import type { Idempotency, IdempotencyRequest, StoredResponse } from "@/lib/holdpoint";

/** A first request renews its lock while it works; one whose process died is taken over after this. */
const LOCK_SECONDS = 10;
const RENEW_MS = 3_000;
const KEPT_HOURS = 24;
const LOOK_AGAIN_MS = 100;

/** Makes the row, or takes over one whose first request died or whose time is over. */
const CLAIM = `
  insert into idempotency_keys as k (principal, path, key, body_hash, resource_id, locked_until)
  values ($1, $2, $3, $4, $5, now() + interval '${LOCK_SECONDS} seconds')
  on conflict (principal, path, key) do update set
    locked_until = excluded.locked_until,
    body_hash = excluded.body_hash,
    resource_id = case when k.created_at < now() - interval '${KEPT_HOURS} hours' then excluded.resource_id
      else k.resource_id end,
    status = null, content_type = null, body = null,
    created_at = case when k.created_at < now() - interval '${KEPT_HOURS} hours' then now() else k.created_at end
  where k.created_at < now() - interval '${KEPT_HOURS} hours'
    or (k.status is null and k.locked_until < now() and k.body_hash = excluded.body_hash)
  returning resource_id`;

const READ = `
  select body_hash, status, content_type, body from idempotency_keys where principal = $1 and path = $2 and key = $3`;

/** One that was taken over while it stood still must not replace what was answered meanwhile. */
const STORE = `
  update idempotency_keys set status = $4, content_type = $5, body = $6, locked_until = null
  where principal = $1 and path = $2 and key = $3 and status is null`;

const RENEW = `
  update idempotency_keys set locked_until = now() + interval '${LOCK_SECONDS} seconds'
  where principal = $1 and path = $2 and key = $3 and status is null`;

/** The id stays, so that a repeat after a failure makes the same thing. */
const UNLOCK = `
  update idempotency_keys set locked_until = now() where principal = $1 and path = $2 and key = $3 and status is null`;

interface KeyRow {
  body_hash: string;
  status: number | null;
  content_type: string;
  body: string;
}

export function idempotency(pool: Pool, newId: () => string): Idempotency {
  const keyOf = ({ principal, path, key }: IdempotencyRequest) => [principal, path, key];
  return {
    async once(request, work) {
      for (;;) {
        const claimed = await pool.query<{ resource_id: string }>(CLAIM, [
          ...keyOf(request),
          request.bodyHash,
          newId(),
        ]);
        if (claimed.rows[0]) return firstResponse(request, claimed.rows[0].resource_id, work);
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
    const { status, contentType, body } = response;
    const { rowCount } = await pool.query(STORE, [...keyOf(request), status, contentType, body]);
    if (rowCount === 1) return response;
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
    "This Idempotency-Key was used for another request. Use a new key for a new request.",
  );
}
