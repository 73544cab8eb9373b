import { spawn } from "node:child_process";
import { open, rm } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import pg from "pg";
import { type Cluster, clusterUrl, lastLogLines, turnLog } from "./postgres-cluster";
import { ended, isInUse, readPostmaster } from "./postmaster";
import { StartError } from "./start-error";

/** Server settings by name, as in `postgresql.conf`. */
export type ServerSettings = Record<string, string>;

/** Starts the server and waits until it answers. Returns its process. Throws `StartError`. */
export async function launch(cluster: Cluster, settings: ServerSettings): Promise<number> {
  await clearStalePidFile(cluster.folder);
  await turnLog(cluster);
  // Processes of a killed server hold its memory for a moment after it; until then a new one refuses.
  for (let attempt = 1; ; attempt++) {
    try {
      return await launchOnce(cluster, settings);
    } catch (error) {
      if (
        attempt === 20 ||
        !/pre-existing shared memory block|lock file .* already exists/.test(await lastLogLines(cluster))
      )
        throw error;
      await delay(500);
    }
  }
}

async function launchOnce(cluster: Cluster, settings: ServerSettings): Promise<number> {
  const flags = Object.entries({
    listen_addresses: "127.0.0.1",
    port: String(cluster.port),
    unix_socket_directories: "",
    shared_buffers: "128MB",
    max_connections: "100",
    jit: "off",
    timezone: "UTC",
    log_timezone: "UTC",
    log_checkpoints: "off",
    ...settings,
  }).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  const { program, args, ...as } = cluster.user.command(cluster.binaries.postgres, ["-D", cluster.folder, ...flags]);
  const logFile = await open(cluster.logFile, "a", 0o600);
  // Detached: Ctrl-C in the terminal must not stop the database before what uses it. The log is a
  // file, because a pipe would break the server when this process is killed.
  const child = spawn(program, args, {
    ...as,
    cwd: "/",
    detached: true,
    stdio: ["ignore", logFile.fd, logFile.fd],
  });
  child.unref();
  await logFile.close();
  if (!child.pid) {
    await new Promise((resolve) => child.once("error", resolve));
    throw new StartError(`The database couldn't be started: ${program} can't be run.`);
  }
  await ready(cluster, child.pid);
  return child.pid;
}

/** Resolves once the server lets us in; throws `StartError` when its process ends before that. */
export async function ready(cluster: Cluster, pid: number): Promise<void> {
  const gone = new AbortController();
  const end = ended(pid, 50, gone.signal).then(() => true);
  try {
    for (;;) {
      const client = new pg.Client({
        connectionString: clusterUrl(cluster, "postgres"),
        connectionTimeoutMillis: 5000,
      });
      client.on("error", () => {});
      try {
        await client.connect();
        return;
      } catch (error) {
        if ((error as { code?: string }).code === "28P01") {
          throw new StartError(
            `${cluster.folder} has another password than postgres.json beside it: put the file back.`,
          );
        }
      } finally {
        await client.end().catch(() => {});
      }
      if (await Promise.race([end, delay(50)])) {
        throw new StartError(`The database couldn't be started: the end of ${cluster.logFile} says why.`);
      }
    }
  } finally {
    gone.abort();
  }
}

/**
 * Postgres takes any process with the number in its file for a living server. It may be another
 * program, or one that ended and was never collected. Otherwise the file stays: Postgres uses it to
 * see whether processes of the old server still write.
 */
async function clearStalePidFile(folder: string): Promise<void> {
  if ((await readPostmaster(folder))?.state !== "other") return;
  while (await isInUse(folder)) await delay(100);
  await rm(join(folder, "postmaster.pid"), { force: true });
}
