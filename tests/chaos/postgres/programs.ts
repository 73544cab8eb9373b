import { access, readdir } from "node:fs/promises";
import { join } from "node:path";
import { findPostgresBinaries, type PostgresBinaries } from "@/lib/store/database/postgres-binaries";
import { StartError } from "@/lib/store/database/start-error";

const DEBIAN = "/usr/lib/postgresql";
const OLDEST = 15;

export interface PostgresPrograms extends PostgresBinaries {
  /** Copies a primary; null where it is not needed. */
  basebackup: string | null;
}

/** Debian's Postgres where there is to be a standby: the embedded one has no `pg_basebackup`. Throws `StartError`. */
export async function postgresPrograms(withStandby: boolean): Promise<PostgresPrograms> {
  if (!withStandby) return { ...(await findPostgresBinaries()), basebackup: null };
  const versions = (await readdir(DEBIAN).catch(() => [])).map(Number).filter((version) => version >= OLDEST);
  for (const version of versions.sort((a, b) => b - a)) {
    const at = (program: string) => join(DEBIAN, String(version), "bin", program);
    const programs = { initdb: at("initdb"), postgres: at("postgres"), basebackup: at("pg_basebackup") };
    const found = await Promise.all(Object.values(programs).map((path) => access(path))).catch(() => null);
    if (found) return programs;
  }
  throw new StartError(
    `A standby needs pg_basebackup, and ${DEBIAN} has none of Postgres ${OLDEST} or newer: ` +
      "apt-get install postgresql, or play without promotion: --no-standby.",
  );
}
