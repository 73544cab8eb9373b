import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { access, mkdir, open, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { keptFile } from "./data-folder";
import { freePort } from "./free-port";
import { findPostgresBinaries, type PostgresBinaries } from "./postgres-binaries";
import { choosePostgresUser, type PostgresUser } from "./postgres-user";
import { StartError } from "./start-error";

/** A Postgres folder with all that is needed to run it. */
export interface Cluster {
  folder: string;
  logFile: string;
  port: number;
  password: string;
  binaries: PostgresBinaries;
  user: PostgresUser;
}

/** Opens the cluster in a data folder, making it first where it is missing. */
export async function openCluster(dataFolder: string, log: (line: string) => void): Promise<Cluster> {
  const folder = join(dataFolder, "postgres");
  const binaries = await findPostgresBinaries();
  const user = await choosePostgresUser(folder, [dataFolder, binaries.initdb, binaries.postgres]);
  const exists = await access(join(folder, "PG_VERSION")).then(() => true, isRefused);
  const settings = JSON.parse(
    await keptFile(dataFolder, "postgres.json", async () => {
      if (exists) throw new StartError(`${join(dataFolder, "postgres.json")} is missing: put it back from a backup.`);
      return JSON.stringify({ port: await freePort(), password: randomBytes(24).toString("base64url") });
    }),
  ) as { port: number; password: string };
  const cluster = { folder, logFile: join(dataFolder, "postgres.log"), ...settings, binaries, user };
  if (!exists) {
    log("Making the database (first start only) ...");
    await initialize(cluster);
  }
  return cluster;
}

/** The cluster on another port, because somebody else has taken its own. */
export async function moveToFreePort(cluster: Cluster, dataFolder: string): Promise<Cluster> {
  const moved = { ...cluster, port: await freePort() };
  const draft = join(dataFolder, "postgres.json.new");
  await writeFile(draft, JSON.stringify({ port: moved.port, password: moved.password }), { mode: 0o600 });
  await rename(draft, join(dataFolder, "postgres.json"));
  return moved;
}

export function clusterUrl(cluster: Cluster, database: string): string {
  return `postgresql://holdpoint:${cluster.password}@127.0.0.1:${cluster.port}/${database}`;
}

/** The last lines of the server's log, for a sentence about why it did not start. */
export async function lastLogLines(cluster: Cluster): Promise<string> {
  const lines = (await readFile(cluster.logFile, "utf8").catch(() => "")).trim().split("\n");
  return lines.slice(-15).join("\n");
}

/** Made beside its place and moved there complete, so a start that is cut off can be repeated. */
async function initialize(cluster: Cluster): Promise<void> {
  const draft = `${cluster.folder}.new`;
  const passwordFile = `${cluster.folder}.password`;
  await rm(draft, { recursive: true, force: true });
  await rm(passwordFile, { force: true });
  await mkdir(draft, { mode: 0o700 });
  await cluster.user.own(draft);
  await writeFile(passwordFile, cluster.password, { mode: 0o600 });
  await cluster.user.own(passwordFile);
  const { program, args, ...as } = cluster.user.command(cluster.binaries.initdb, [
    `--pgdata=${draft}`,
    "--username=holdpoint",
    `--pwfile=${passwordFile}`,
    "--auth=scram-sha-256",
    "--encoding=UTF8",
    "--locale=C",
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
    "--no-instructions",
  ]);
  const logFile = await open(cluster.logFile, "a", 0o600);
  const code = await new Promise<number | string | null>((resolve) => {
    const child = spawn(program, args, { ...as, cwd: "/", stdio: ["ignore", logFile.fd, logFile.fd] });
    child.once("error", (error) => resolve(error.message));
    child.once("exit", (status, signal) => resolve(status ?? signal));
  });
  await logFile.close();
  await rm(passwordFile, { force: true });
  if (code !== 0) {
    throw new StartError(
      `The database couldn't be made (initdb ended with ${code}): see ${cluster.logFile}, ` +
        "or set DATABASE_URL to a Postgres of yours.",
    );
  }
  await rename(draft, cluster.folder);
}

/** Starts a new log once the old one is large. */
export async function turnLog(cluster: Cluster): Promise<void> {
  const size = (await stat(cluster.logFile).catch(() => null))?.size ?? 0;
  if (size > 5_000_000) await rename(cluster.logFile, `${cluster.logFile}.1`);
}

function isRefused(error: NodeJS.ErrnoException): false {
  if (error.code === "ENOENT") return false;
  throw new StartError(`The database folder can't be read (${error.code}): start Holdpoint as the user that made it.`);
}
