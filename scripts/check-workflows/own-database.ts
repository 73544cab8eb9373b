import { access } from "node:fs/promises";
import { join } from "node:path";
import { startEmbeddedPostgres } from "@/lib/store/database/embedded-postgres";
import { clusterUrl, openCluster } from "@/lib/store/database/postgres-cluster";
import { readPostmaster } from "@/lib/store/database/postmaster";
import { takeLock } from "@/scripts/lock.mjs";

const quiet = () => {};

/** The database of a data folder, also beside a Holdpoint that is running there; null when none was ever made. */
export async function openOwnDatabase(dataFolder: string): Promise<{ url: string; close(): Promise<void> } | null> {
  const made = await access(join(dataFolder, "postgres.json")).then(
    () => true,
    () => false,
  );
  if (!made) return null;
  const lock = takeLock(join(dataFolder, "lock"));
  if (lock.owner) {
    const cluster = await openCluster(dataFolder, quiet);
    const running = await readPostmaster(cluster.folder);
    return { url: clusterUrl({ ...cluster, port: running?.port ?? cluster.port }, "holdpoint"), close: async () => {} };
  }
  try {
    const postgres = await startEmbeddedPostgres({ dataFolder, log: quiet });
    return {
      url: postgres.url,
      async close() {
        await postgres.stop();
        lock.release();
      },
    };
  } catch (error) {
    lock.release();
    throw error;
  }
}
