import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { Client } from "pg";
import type { ContenderName, Place } from "../contenders/contender";
import { startCluster } from "../measure/cluster";

export interface BenchPostgres {
  /** Connected to a database that no contender uses. */
  admin: Client;
  /** The process of the server. */
  pid: number;
  place(name: ContenderName): Promise<Place>;
  /** The server is gone after this, with its folder. */
  stop(): Promise<void>;
}

/** One server for all contenders. Its files are in this project, because a folder for temporary files may be memory. */
export async function startPostgres({ planning }: { planning: boolean }): Promise<BenchPostgres> {
  const cluster = await startCluster({
    under: process.cwd(),
    settings: {
      shared_preload_libraries: "pg_stat_statements",
      "pg_stat_statements.track_planning": planning ? "on" : "off",
    },
  });
  const admin = new Client({ connectionString: cluster.url });
  admin.on("error", () => undefined);
  await admin.connect();
  await admin.query("create extension pg_stat_statements");
  return {
    admin,
    pid: cluster.pid,
    async place(name) {
      const folder = join(cluster.folder, name);
      await mkdir(folder);
      return { databaseUrl: await cluster.emptyDatabase(`bench_${name}`), folder };
    },
    async stop() {
      await admin.end();
      await cluster.stop();
    },
  };
}
