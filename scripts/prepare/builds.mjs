import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { identityOf, lives } from "../lock.mjs";
import { fingerprint } from "./fingerprint.mjs";

const builds = ".build";

/**
 * What is built of these sources, in a folder of its own, so a running Holdpoint keeps the files it was started with.
 * `make(draft)` is called where there is none yet; folders of the same kind that nobody uses go but for two.
 */
export async function built(kind, sources, make, { except = [] } = {}) {
  const folder = join(builds, `${kind}-${fingerprint(sources, { except })}`);
  if (existsSync(folder)) return folder;
  const draft = join(builds, "draft");
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(builds, { recursive: true });
  await make(draft);
  renameSync(draft, folder);
  removeOld(kind, folder);
  return folder;
}

/** Says that this process uses a folder, so it stays. */
export function claimBuild(folder) {
  const use = join(folder, `used-by-${process.pid}.json`);
  writeFileSync(use, JSON.stringify({ pid: process.pid, identity: identityOf(process.pid) }));
  return () => rmSync(use, { force: true });
}

function removeOld(kind, current) {
  const folders = readdirSync(builds)
    .map((name) => join(builds, name))
    .filter((path) => path !== current && isOfKind(kind, path))
    .sort((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs);
  for (const folder of folders.slice(2)) {
    const users = readdirSync(folder).filter((name) => name.startsWith("used-by-"));
    const used = users.some((name) => lives(JSON.parse(readFileSync(join(folder, name), "utf8"))));
    if (!used) rmSync(folder, { recursive: true, force: true });
  }
}

/** Pages of earlier releases have no kind in their folder's name. */
const isOfKind = (kind, path) =>
  statSync(path).isDirectory() &&
  (basename(path).startsWith(`${kind}-`) || (kind === "pages" && !basename(path).includes("-")));
