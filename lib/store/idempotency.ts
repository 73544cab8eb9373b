import type { Pool } from "pg";
import type { IdempotencyRequest, StoredResponse } from "@/lib/contract/keep";
import { HoldpointError } from "@/lib/errors";
import type { Idempotency } from "@/lib/holdpoint";

/** A first request renews its lock while it works; one whose process died is taken over after this. */
const LOCK_SECONDS = 10;
const RENEW_MS = 3_000;
const LOOK_AGAIN_MS = 100;

/** Of a key whose time is over. */
export const isOver = (key: string) => `${key}.created_at < now() - interval '24 hours'`;

/** Makes the row, or takes over one whose first request died or whose time is over. */
const CLAIM = `
  insert into idempotency_keys as k (principal, path, key, body_hash, resource_id, locked_until)
  values ($1, $2, $3, $4, $5, now() + interval '${LOCK_SECONDS} seconds')
  on conflict (principal, path, key) do update set
    locked_until = excluded.locked_until,
    body_hash = excluded.body_hash,
    resource_id = case when ${isOver("k")} then excluded.resource_id else k.resource_id end,
    status = null, content_type = null, body = null,
    created_at = case when ${isOver("k")} then now() else k.created_at end
  where ${isOver("k")}
    or (k.status is null and k.locked_until < now() and k.body_hash = excluded.body_hash)
  returning resource_id`;

/** One that was taken over while it stood still must not replace what was answered meanwhile. */
const STORE = `
  insert into idempotency_keys as k (principal, path, key, body_hash, resource_id, status, content_type, body)
  values ($1, $2, $3, $4, $5, $6, $7, $8)
  on conflict (principal, path, key) do update set
    status = excluded.status, content_type = excluded.content_type, body = excluded.body, locked_until = null
  where k.status is null returning 1`;

const OF_KEY = "where principal = $1 and path = $2 and key = $3";

const READ = `select body_hash, status, content_type, body from idempotency_keys ${OF_KEY}`;

const RENEW = `
  update idempotency_keys set locked_until = now() + interval '${LOCK_SECONDS} seconds' ${OF_KEY} and status is null`;

/** The id stays, so that a repeat after a failure makes the same thing. */
const UNLOCK = `update idempotency_keys set locked_until = now() ${OF_KEY} and status is null`;

/** Nothing was done: the next request under this key may be another one. */
const GIVE_BACK = `delete from idempotency_keys ${OF_KEY} and status is null`;

interface KeyRow {
  body_hash: string;
  status: number | null;
  content_type: string;
  body: string;
}

const nameOf = ({ principal, path, key }: IdempotencyRequest) => [principal, path, key];

export function idempotency(pool: Pool, newId: () => string): Idempotency {
  const read = async (request: IdempotencyRequest) =>
    (await pool.query<KeyRow>({ name: "idempotency_read", text: READ, values: nameOf(request) })).rows[0];
  return {
    async once(request, work) {
      for (;;) {
        const claim = { name: "idempotency_claim", text: CLAIM };
        const values = [...nameOf(request), request.bodyHash, newId()];
        const [claimed] = (await pool.query<{ resource_id: string }>({ ...claim, values })).rows;
        if (claimed) return firstResponse(request, claimed.resource_id, work);
        const stored = await read(request);
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
    const renewal = setInterval(() => void pool.query(RENEW, nameOf(request)).catch(() => undefined), RENEW_MS);
    try {
      response = await work(resourceId);
    } finally {
      clearInterval(renewal);
      if (!isAccepted(response)) await pool.query(isRefused(response) ? GIVE_BACK : UNLOCK, nameOf(request));
    }
    if (!isAccepted(response)) return response;
    const { status, contentType, body } = response;
    const values = [...nameOf(request), request.bodyHash, resourceId, status, contentType, body];
    const { rowCount } = await pool.query({ name: "idempotency_store", text: STORE, values });
    return rowCount ? response : (responseOf(await read(request)) ?? response);
  }
}

const isAccepted = (response: StoredResponse | null): response is StoredResponse =>
  response !== null && response.status < (response.settled ? 500 : 400);

const isRefused = (response: StoredResponse | null) => response !== null && response.status < 500;

function responseOf(row: KeyRow | undefined): StoredResponse | null {
  return row?.status ? { status: row.status, contentType: row.content_type, body: row.body } : null;
}

/** Whether a request under this key was answered, or is at work. */
export async function isTaken(pool: Pool, request: IdempotencyRequest): Promise<boolean> {
  const { rowCount } = await pool.query({ name: "idempotency_taken", text: READ, values: nameOf(request) });
  return rowCount === 1;
}

export async function cleanIdempotencyKeys(pool: Pool): Promise<void> {
  await pool.query(`delete from idempotency_keys as k where ${isOver("k")}`);
}

function mismatch(): HoldpointError {
  return new HoldpointError(
    "idempotency_mismatch",
    "This Idempotency-Key was used for another request, or your rights have changed since. Nothing was done again. Use a new key for a new request.",
  );
}
