import { chmod, mkdtemp, rm, statfs } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { startEmbeddedPostgres } from "@/lib/store/database/embedded-postgres";
import { migrate } from "@/lib/store/database/migrate";
import { readPostmaster } from "@/lib/store/database/postmaster";
import { withClient } from "@/tests/support/with-client";

export interface Cluster {
  /** The process of the server. */
  pid: number;
  /** A folder beside the database, for data of the products that use it; gone with it. */
  folder: string;
  /** Connection string of a database that is there from the start, and empty. */
  url: string;
  /** Makes a database; its connection string. */
  emptyDatabase(name: string): Promise<string>;
  /** The same, migrated. */
  database(name: string): Promise<string>;
  stop(): Promise<void>;
}

/** The Postgres that ships with the product, as it ships: fsync on. Gone with its folder after `stop`. */
export async function startCluster(options: {
  /** Where to put it; by default the system's folder for temporary files. */
  under?: string;
  /** Refused when the disk has less room. */
  needBytes?: number;
  settings?: Record<string, string>;
}): Promise<Cluster> {
  const under = resolve(options.under ?? tmpdir());
  const { bavail, bsize } = await statfs(under);
  const need = options.needBytes ?? 0;
  if (bavail * bsize < need) {
    throw new Error(`${under} has ${gigabytes(bavail * bsize)} left and this needs ${gigabytes(need)}: say --folder.`);
  }
  const folder = await mkdtemp(join(under, "holdpoint-bench-"));
  await chmod(folder, 0o755);
  const dataFolder = join(folder, "cluster");
  const postgres = await startEmbeddedPostgres({
    dataFolder,
    log: () => {},
    settings: { max_connections: "200", ...options.settings },
  }).catch(async (error: unknown) => {
    await rm(folder, { recursive: true, force: true });
    throw error;
  });
  const running = await readPostmaster(join(dataFolder, "postgres"));
  const emptyDatabase = async (name: string) => {
    const url = new URL(postgres.url);
    await withClient(url.href, (client) => client.query(`create database "${name}"`));
    url.pathname = `/${name}`;
    return url.href;
  };
  return {
    pid: running?.pid ?? 0,
    folder,
    url: postgres.url,
    emptyDatabase,
    async database(name) {
      const url = await emptyDatabase(name);
      await migrate(url);
      return url;
    },
    async stop() {
      await postgres.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

const gigabytes = (bytes: number) => `${(bytes / 1e9).toFixed(1)} GB`;
