import { spawn } from "node:child_process";
import { open, rm } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import pg from "pg";
import { prepareDataFolder } from "./data-folder";
import { type Cluster, clusterUrl, lastLogLines, moveToFreePort, openCluster, turnLog } from "./postgres-cluster";
import { ended, isInUse, readPostmaster, stopPostmaster } from "./postmaster";
import { StartError } from "./start-error";

export interface EmbeddedPostgres {
  /** Connection string of the database `holdpoint`. */
  url: string;
  /** The server's process; another one after it was started again. */
  pid(): number;
  /** Fast shutdown; resolves when the server has ended. */
  stop(): Promise<void>;
}

export interface EmbeddedPostgresOptions {
  dataFolder: string;
  log: (line: string) => void;
  /** More server settings, for example `{ fsync: "off" }` in tests. */
  settings?: Record<string, string>;
}

/**
 * Starts the Postgres of a data folder, or adopts the one that outlived its Holdpoint, and starts it
 * again whenever it stops by itself. Throws `StartError`.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const { dataFolder, log } = options;
  await prepareDataFolder(dataFolder);
  let cluster = await openCluster(dataFolder, log);
  const running = await readPostmaster(cluster.folder);
  let pid: number;
  if (running?.state === "lives") {
    cluster = { ...cluster, port: running.port };
    pid = running.pid;
    await ready(cluster, pid);
  } else {
    const started = await launch(cluster, options).catch(async (error: unknown) => {
      if (!/Address already in use|could not bind/.test(await lastLogLines(cluster))) throw error;
      cluster = await moveToFreePort(cluster, dataFolder);
      return launch(cluster, options);
    });
    pid = started;
  }
  await makeDatabase(cluster, "holdpoint");

  const stopping = new AbortController();
  const watch = (async () => {
    for (;;) {
      await ended(pid, 250, stopping.signal);
      if (stopping.signal.aborted) return;
      log("The database stopped unexpectedly; starting it again.");
      pid = await restart(cluster, options, stopping.signal);
    }
  })();
  return {
    url: clusterUrl(cluster, "holdpoint"),
    pid: () => pid,
    stop: async () => {
      stopping.abort();
      await watch;
      await stopPostmaster(pid);
    },
  };
}

async function restart(cluster: Cluster, options: EmbeddedPostgresOptions, signal: AbortSignal): Promise<number> {
  for (let wait = 500; !signal.aborted; wait = Math.min(wait * 2, 10_000)) {
    try {
      const pid = await launch(cluster, options);
      options.log("The database runs again.");
      return pid;
    } catch (error) {
      options.log((error as Error).message);
      await delay(wait, undefined, { signal }).catch(() => {});
    }
  }
  return 0;
}

/** Starts the server and waits until it answers. */
async function launch(cluster: Cluster, options: EmbeddedPostgresOptions): Promise<number> {
  await clearStalePidFile(cluster.folder);
  await turnLog(cluster);
  // Processes of a killed server hold its memory for a moment after it; until then a new one refuses.
  for (let attempt = 1; ; attempt++) {
    try {
      return await launchOnce(cluster, options.settings ?? {});
    } catch (error) {
      if (attempt === 20 || !/still in use|already exists/.test(await lastLogLines(cluster))) throw error;
      await delay(500);
    }
  }
}

async function launchOnce(cluster: Cluster, settings: Record<string, string>): Promise<number> {
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

async function ready(cluster: Cluster, pid: number): Promise<void> {
  const gone = new AbortController();
  const end = ended(pid, 50, gone.signal).then(() => true);
  try {
    for (;;) {
      const client = new pg.Client({ connectionString: clusterUrl(cluster, "postgres"), connectionTimeoutMillis: 5000 });
      client.on("error", () => {});
      try {
        await client.connect();
        return;
      } catch (error) {
        if ((error as { code?: string }).code === "28P01") {
          throw new StartError(`${cluster.folder} has another password than postgres.json beside it: put the file back.`);
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

async function makeDatabase(cluster: Cluster, name: string): Promise<void> {
  const client = new pg.Client({ connectionString: clusterUrl(cluster, "postgres") });
  await client.connect();
  try {
    const found = await client.query("SELECT 1 FROM pg_database WHERE datname = $1", [name]);
    if (found.rowCount === 0) await client.query(`CREATE DATABASE ${client.escapeIdentifier(name)}`);
  } finally {
    await client.end();
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
