import { readFile } from "node:fs/promises";
import { cpus, release, totalmem, type } from "node:os";
import { join } from "node:path";
import type { Client } from "pg";

/** Packages whose version says what was compared. */
const COMPARED = /langgraph|dbos|^pg$/;

/** What the figures were measured on, in one paragraph. `load` is that of the minute before the benchmark began. */
export async function describeMachine(admin: Client, load: number): Promise<string> {
  const setting = async (name: string) => (await admin.query(`show ${name}`)).rows[0]?.[name] as string;
  const { dependencies } = JSON.parse(await readFile(join(import.meta.dirname, "../package.json"), "utf8"));
  const versions = Object.entries(dependencies)
    .filter(([name]) => COMPARED.test(name))
    .map(([name, version]) => `${name} ${version}`);
  return [
    `${cpus().length} cores (${cpus()[0]?.model.trim() ?? "unknown"}), ${(totalmem() / 2 ** 30).toFixed(0)} GB, ${type()} ${release()},`,
    `Node ${process.versions.node}, Postgres ${await setting("server_version")} with fsync ${await setting("fsync")} and`,
    `synchronous_commit ${await setting("synchronous_commit")}. ${versions.join(", ")}.`,
    `Load before it began: ${load.toFixed(1)}.`,
    ...(load > 0.5 * cpus().length ? ["Something else was at work: only the ratios mean something."] : []),
  ].join(" ");
}
