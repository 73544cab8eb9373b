import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { PrismaPg } from "@prisma/adapter-pg";
import { bindMigrationAwareSqlAdapterFactory, DriverAdapterError } from "@prisma/driver-adapter-utils";
import type * as Bindings from "@prisma/schema-engine-wasm";
import type { SchemaEngine } from "@prisma/schema-engine-wasm";
import pg, { type DatabaseError } from "pg";

/**
 * Runs `work` with Prisma Migrate as WebAssembly: the same engine that `prisma migrate` downloads, from
 * npm alone.
 */
export async function withSchemaEngine<T>(databaseUrl: string, work: (engine: SchemaEngine) => Promise<T>): Promise<T> {
  const { SchemaEngine } = await loadBindings();
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 1 });
  pool.on("error", () => {});
  try {
    const adapter = bindMigrationAwareSqlAdapterFactory(new WholeScripts(pool));
    const engine = await SchemaEngine.new({ datamodels: undefined }, () => {}, adapter);
    const result = await work(engine);
    engine.free();
    return result;
  } finally {
    await pool.end();
  }
}

/**
 * The adapter cuts scripts at every semicolon, even in strings and comments, and runs the pieces one by
 * one. Sent whole, Postgres runs them as one transaction, in which the migration is also recorded as
 * finished: killed at any moment, it has happened with its record or not at all.
 */
class WholeScripts extends PrismaPg {
  override async connect() {
    const adapter = await super.connect();
    const pool = adapter.underlyingDriver();
    adapter.executeScript = async (script) => {
      const tracked = (await pool.query("SELECT to_regclass('_prisma_migrations') AS name")).rows[0].name !== null;
      await pool.query(tracked ? `${script}\n;${RECORD}` : script).catch((error: unknown) => {
        throw new DriverAdapterError({ kind: "postgres", ...problem(error as DatabaseError) });
      });
    };
    return adapter;
  }
}

const RECORD = "UPDATE _prisma_migrations SET finished_at = now() WHERE finished_at IS NULL AND rolled_back_at IS NULL";

function problem({ code = "", severity = "ERROR", message, detail, column, hint }: DatabaseError) {
  return { code, severity, message, detail, column, hint };
}

let loaded: Promise<typeof Bindings> | undefined;

function loadBindings(): Promise<typeof Bindings> {
  loaded ??= (async () => {
    const bindings = await import("@prisma/schema-engine-wasm/schema_engine_bg");
    const folder = join(createRequire(import.meta.url).resolve("@prisma/schema-engine-wasm"), "..");
    const module = await readFile(join(folder, "schema_engine_bg.wasm"));
    const imports = Object.fromEntries(Object.entries(bindings).map(([name, value]) => [name, patient(name, value)]));
    const { instance } = await WebAssembly.instantiate(module, { "./schema_engine_bg.js": imports as never });
    bindings.__wbg_set_wasm(instance.exports);
    (instance.exports.__wbindgen_start as () => void)();
    return bindings;
  })();
  return loaded;
}

/** The engine's timers would keep a finished process alive for ten seconds. */
function patient(name: string, value: unknown): unknown {
  if (!name.startsWith("__wbg_setTimeout_")) return value;
  return (callback: () => void, delayMs: number) => setTimeout(callback, delayMs).unref();
}
