import { setTimeout as delay } from "node:timers/promises";
import pg from "pg";
import { prepareDataFolder } from "./data-folder";
import { type Cluster, clusterUrl, lastLogLines, moveToFreePort, openCluster } from "./postgres-cluster";
import { launch, ready, type ServerSettings } from "./postgres-process";
import { ended, isAlive, type Postmaster, readPostmaster, stopPostmaster } from "./postmaster";

export interface EmbeddedPostgres {
  /** Connection string of the database `holdpoint`. */
  url: string;
  /** Fast shutdown; resolves when the server has ended. */
  stop(): Promise<void>;
}

export interface EmbeddedPostgresOptions {
  dataFolder: string;
  log: (line: string) => void;
  /** More server settings, for example `{ fsync: "off" }` in tests. */
  settings?: ServerSettings;
}

/**
 * Starts the Postgres of a data folder, or adopts the one that outlived its Holdpoint, and starts it
 * again whenever it stops by itself. Throws `StartError`.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const { dataFolder, log, settings = {} } = options;
  await prepareDataFolder(dataFolder);
  let cluster = await openCluster(dataFolder, log);
  const running = await adopt(cluster);
  if (running) cluster = { ...cluster, port: running.port };
  const pid =
    running?.pid ??
    (await launch(cluster, settings).catch(async (error: unknown) => {
      if (!/could not bind/.test(await lastLogLines(cluster))) throw error;
      cluster = await moveToFreePort(cluster, dataFolder);
      return launch(cluster, settings);
    }));
  await makeDatabase(cluster, "holdpoint");

  const stopping = new AbortController();
  const watch = async (first: number) => {
    for (let current: number | null = first; current !== null; ) {
      await ended(current, 250, stopping.signal);
      if (stopping.signal.aborted) return stopPostmaster(current);
      log("The database stopped unexpectedly; starting it again.");
      current = await restart(() => launch(cluster, settings), log, stopping.signal);
    }
  };
  const watched = watch(pid);
  return {
    url: clusterUrl(cluster, "holdpoint"),
    stop: () => {
      stopping.abort();
      return watched;
    },
  };
}

/** A server that outlived its Holdpoint; null when there is none, or when it was just shutting down. */
async function adopt(cluster: Cluster): Promise<Postmaster | null> {
  const running = await readPostmaster(cluster.folder);
  if (running?.state !== "lives") return null;
  return ready({ ...cluster, port: running.port }, running.pid).then(
    () => running,
    (error: unknown) => {
      if (isAlive(running.pid)) throw error;
      return null;
    },
  );
}

/** Tries until it succeeds, ever more slowly; null when it was told to stop first. */
async function restart(start: () => Promise<number>, log: (line: string) => void, signal: AbortSignal) {
  for (let wait = 500; !signal.aborted; wait = Math.min(wait * 2, 10_000)) {
    try {
      const pid = await start();
      log("The database runs again.");
      return pid;
    } catch (error) {
      log((error as Error).message);
      await delay(wait, undefined, { signal }).catch(() => {});
    }
  }
  return null;
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
