import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { join } from "node:path";
import { Client } from "pg";
import { startEmbeddedPostgres } from "@/lib/store/database/embedded-postgres";
import { readPostmaster } from "@/lib/store/database/postmaster";
import type { ContenderName, Place } from "../contenders/contender";

export interface BenchPostgres {
  /** Connected to a database that no contender uses. */
  admin: Client;
  /** The process of the server. */
  pid: number;
  place(name: ContenderName): Promise<Place>;
  /** The server with its folder is gone after this. */
  stop(): Promise<void>;
}

/** One server for all contenders, as the product starts it: it syncs to disk, in a folder of this project. */
export async function startPostgres(): Promise<BenchPostgres> {
  const folder = await mkdtemp(join(process.cwd(), ".bench-"));
  const remove = () => rm(folder, { recursive: true, force: true });
  const postgres = await startEmbeddedPostgres({
    dataFolder: folder,
    log: () => undefined,
    settings: { max_connections: "300", shared_preload_libraries: "pg_stat_statements" },
  }).catch(async (error: unknown) => {
    await remove();
    throw error;
  });
  const admin = new Client({ connectionString: postgres.url });
  admin.on("error", () => undefined);
  await admin.connect();
  await admin.query("create extension pg_stat_statements");
  const pid = (await readPostmaster(join(folder, "postgres")))?.pid;
  if (!pid) throw new Error("The database has no process.");
  return {
    admin,
    pid,
    async place(name) {
      await admin.query(`create database "bench_${name}"`);
      const url = new URL(postgres.url);
      url.pathname = `/bench_${name}`;
      const own = join(folder, name);
      await mkdir(own);
      return { databaseUrl: url.href, folder: own };
    },
    async stop() {
      await admin.end();
      await postgres.stop();
      await remove();
    },
  };
}
