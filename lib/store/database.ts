import { PrismaPg } from "@prisma/adapter-pg";
import { Pool, type PoolConfig } from "pg";
import { PrismaClient } from "./generated/client";

export interface Database {
  /** For everything but the door; Prisma uses it through its adapter. */
  pool: Pool;
  /** For what an answer needs: who sends it, its idempotency key, the run before and the change. Nothing else makes it wait. */
  door: Pool;
  prisma: PrismaClient;
  close(): Promise<void>;
}

/**
 * A database that goes without a word (its machine, or the network before it) leaves statements without an answer for
 * ever: then the statement fails, which may have been done or not, and its connection is dropped.
 */
const SILENCE_MS = 20_000;
const DOOR_CONNECTIONS = 6;
/**
 * Its statements find every row by its key. Planned for a table that is still small, a scan would look cheaper, and the
 * plan is kept while the table grows.
 */
const DOOR_PLANS = `
  set enable_seqscan = off; set enable_hashjoin = off; set enable_mergejoin = off; set enable_material = off;
  set enable_bitmapscan = off; set jit = off; set plan_cache_mode = force_generic_plan`;

export function openDatabase(databaseUrl: string, poolSize: number, silenceMs = SILENCE_MS): Database {
  const pool = openPool(databaseUrl, poolSize, silenceMs);
  const door = openPool(databaseUrl, Math.min(DOOR_CONNECTIONS, poolSize), silenceMs, DOOR_PLANS);
  const prisma = new PrismaClient({ adapter: new PrismaPg(pool) });
  return {
    pool,
    door,
    prisma,
    async close() {
      await prisma.$disconnect();
      await Promise.all([pool.end(), door.end()]);
    },
  };
}

/** `settings` are made on each new connection before it is used: not every pooler takes them when connecting. */
function openPool(connectionString: string, max: number, silenceMs: number, settings?: string): Pool {
  const patience = {
    connectionTimeoutMillis: 10_000,
    query_timeout: silenceMs,
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
  };
  const verify: PoolConfig["verify"] =
    settings === undefined ? undefined : (client, done) => void client.query(settings).then(() => done(), done);
  const pool = new Pool({ connectionString, max, verify, ...patience });
  // A connection that breaks while idle or during its settings is replaced; without listeners it would end the process.
  pool.on("error", () => undefined);
  pool.on("connect", (client) => client.on("error", () => undefined));
  return pool;
}
