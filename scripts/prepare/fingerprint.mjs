import { createHash } from "node:crypto";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";

/** A hash over files and folders, names and contents; what is missing counts as missing. */
export function fingerprint(paths, { except = [] } = {}) {
  const hash = createHash("sha256");
  const add = (path) => {
    if (except.includes(path)) return;
    const found = statSync(path, { throwIfNoEntry: false });
    if (found?.isDirectory()) {
      for (const name of readdirSync(path).sort()) add(join(path, name));
    } else if (found) {
      hash.update(`${path}\0${found.size}\0`).update(readFileSync(path));
    }
  };
  for (const path of paths) add(path);
  return hash.digest("hex").slice(0, 16);
}
