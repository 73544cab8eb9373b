import { spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

/**
 * A lock file that names its process. One whose process is gone is taken over.
 *
 * @typedef {{ pid: number, identity: string | null, port?: number, stopping?: boolean }} Owner
 * @param {string} file
 * @param {object} details more to write into the file
 * @returns {{ owner: Owner } | { owner: null, update: (details: object) => void, release: () => void }}
 * the living process that holds it, or how to write more into it and how to let go
 */
export function takeLock(file, details = {}) {
  mkdirSync(dirname(file), { recursive: true });
  const mine = { pid: process.pid, identity: identityOf(process.pid), ...details };
  // Written beside and linked into place, so nobody ever reads half a file.
  const write = (content, place) => {
    const draft = `${file}.${process.pid}.${randomBytes(4).toString("hex")}`;
    writeFileSync(draft, JSON.stringify(content));
    try {
      place(draft, file);
    } finally {
      rmSync(draft, { force: true });
    }
  };
  for (;;) {
    try {
      write(mine, linkSync);
    } catch (error) {
      if (error.code !== "EEXIST") throw error;
      const owner = readOwner(file);
      if (owner && lives(owner)) return { owner };
      if (owner) removeStale(file, owner);
      continue;
    }
    return {
      owner: null,
      update: (more) => write({ ...mine, ...more }, renameSync),
      release: () => rmSync(file, { force: true }),
    };
  }
}

/** The living process that holds a lock; null when none does. */
export function lockOwner(file) {
  const owner = readOwner(file);
  return owner && lives(owner) ? owner : null;
}

export function lives({ pid, identity }) {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (error.code === "ESRCH") return false;
  }
  const now = identityOf(pid);
  return now === null || identity === null || now === identity;
}

function readOwner(file) {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch (error) {
    if (error.code === "ENOENT" || error.code === "ENOTDIR") return null;
    if (error instanceof SyntaxError) return { pid: 0, identity: "unreadable" };
    throw error;
  }
}

/** Moved away first: of two that find the same stale file, one gets it, and a fresh one is put back. */
function removeStale(file, stale) {
  const aside = `${file}.${process.pid}.stale`;
  try {
    renameSync(file, aside);
    const moved = readOwner(aside);
    if (moved && moved.pid !== stale.pid && lives(moved)) linkSync(aside, file);
  } catch (error) {
    if (error.code !== "ENOENT" && error.code !== "EEXIST") throw error;
  } finally {
    rmSync(aside, { force: true });
  }
}

/** Tells a process from a later one with the same number: when it began. Null where that can't be seen. */
export function identityOf(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    // A zombie holds nothing any more.
    if (fields[0] === "Z") return "ended";
    return `${readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim()} ${fields[19]}`;
  } catch {
    const answer = spawnSync("ps", ["-o", "lstart=", "-p", String(pid)], { encoding: "utf8" });
    return answer.stdout?.trim() || null;
  }
}
