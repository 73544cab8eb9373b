import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { quietly } from "./quietly.mjs";

/** Installs the packages of package-lock.json unless they are the ones installed. */
export async function install() {
  if (isInstalled()) return;
  const first = existsSync("node_modules") ? "they changed" : "first start only";
  const npm = process.env.npm_execpath;
  if (!npm) throw new Error("Run this through npm: npm start, or npm test.");
  const args = ["ci", "--include=dev", "--include=optional", "--no-audit", "--no-fund"];
  await quietly(`Installing packages (${first})`, [process.execPath, npm, ...args], {
    env: withoutEngineDownload,
    failure: "The packages couldn't be installed: the lines above say why; npm start tries again.",
  });
}

/** An older npm runs Prisma's install script, which downloads an engine that is never used here. */
export const withoutEngineDownload = { PRISMA_SCHEMA_ENGINE_BINARY: process.execPath, CHECKPOINT_DISABLE: "1" };

/** npm writes node_modules/.package-lock.json as its last act; every package in it is there. */
export function isInstalled(folder = ".") {
  const wanted = readPackages(join(folder, "package-lock.json"));
  const installed = readPackages(join(folder, "node_modules/.package-lock.json"));
  if (!wanted || !installed) return false;
  return Object.entries(wanted).every(([path, { version, integrity, optional }]) => {
    const found = installed[path];
    if (path === "" || (!found && optional)) return true;
    return found?.version === version && found?.integrity === integrity;
  });
}

function readPackages(file) {
  try {
    return JSON.parse(readFileSync(file, "utf8")).packages;
  } catch {
    return null;
  }
}
