import { readFileSync } from "node:fs";
import { createServer } from "node:net";
import { join, resolve } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { parseEnv } from "node:util";
import { lockOwner } from "./lock.mjs";
import { Problem } from "./problem.mjs";

/** What can be known before anything is installed: another start of the same data, a taken port, what it is for. */
export async function preflight() {
  const env = { ...readDotenv(), ...process.env };
  const port = Number(env.PORT || 3000);
  const folder = resolve(env.HOLDPOINT_DATA_DIR || ".data");
  const owner = await settledOwner(join(folder, "lock"));
  if (owner) throw new Problem(alreadyRuns(owner, folder));
  const known = { servesPages: env.HOLDPOINT_ROLE !== "worker" };
  if (!Number.isInteger(port) || port < 1 || port > 65_535) return known;
  await new Promise((done, fail) => {
    const server = createServer();
    server.once("error", (error) => fail(new Problem(listenProblem(error, port, env.HOST || "127.0.0.1"))));
    server.listen(port, env.HOST || "127.0.0.1", () => server.close(done));
  });
  return known;
}

/** Who holds the lock, once one that is just stopping has stopped. */
async function settledOwner(file) {
  const began = Date.now();
  for (;;) {
    const owner = lockOwner(file);
    const patience = owner?.stopping ? 30_000 : 1000;
    if (!owner || Date.now() - began > patience) return owner;
    await delay(100);
  }
}

/**
 * @param {import("./lock.mjs").Owner} owner
 * @param {string} folder
 */
export function alreadyRuns({ pid, port }, folder) {
  const place = port ? `at http://localhost:${port} (process ${pid})` : `as process ${pid}`;
  return `Holdpoint already runs ${place} with the data in ${folder}: use that one, stop it, or set HOLDPOINT_DATA_DIR and PORT.`;
}

export function listenProblem(error, port, host) {
  if (error.code === "EADDRINUSE") {
    return `Port ${port} is taken by another program: stop that one, or choose another port, as in PORT=${port + 1} npm start.`;
  }
  if (error.code === "EACCES") {
    return `Port ${port} needs more rights than you have: choose one above 1023, as in PORT=3000 npm start.`;
  }
  return `Holdpoint can't listen on HOST=${host} (${error.code}): set HOST to an address of this machine, or leave it out.`;
}

function readDotenv() {
  try {
    return parseEnv(readFileSync(".env", "utf8"));
  } catch {
    return {};
  }
}
