import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { basename, join } from "node:path";
import { identityOf, lives } from "../lock.mjs";
import { fingerprint } from "./fingerprint.mjs";
import { quietly } from "./quietly.mjs";

const builds = ".build";
const sources = [
  "app",
  "components",
  "lib",
  "public",
  "proxy.ts",
  "next.config.mjs",
  "postcss.config.mjs",
  "tsconfig.json",
  "package-lock.json",
];

/** Only types of these reach the pages (the import rules see to it), so a change here needs no new build. */
const except = ["store", "engine", "operations", "effects", "worker", "llm", "live", "workflow", "server"]
  .map((name) => `lib/${name}`)
  .concat("lib/composition.ts", "lib/env.ts");

/**
 * Builds the pages unless these sources are built, and returns the folder of the build. Each build has
 * its own, so a running Holdpoint keeps the files it was started with.
 */
export async function build() {
  const folder = join(builds, fingerprint(sources, { except }));
  if (existsSync(folder)) return folder;
  await quietly("Building the pages", [process.execPath, "node_modules/next/dist/bin/next", "build"], {
    env: { NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1", NEXT_DIST_DIR: "" },
    failure: "The pages couldn't be built: the lines above say why.",
  });
  const draft = join(builds, "draft");
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(builds, { recursive: true });
  const kept = (path) => !["cache", "types", "trace", "diagnostics"].includes(basename(path));
  cpSync(".next", draft, { recursive: true, filter: (path) => path === ".next" || kept(path) });
  renameSync(draft, folder);
  removeOld(folder);
  return folder;
}

/** Says that this process serves the build, so it stays. */
export function claimBuild(folder) {
  const use = join(folder, `used-by-${process.pid}.json`);
  writeFileSync(use, JSON.stringify({ pid: process.pid, identity: identityOf(process.pid) }));
  return () => rmSync(use, { force: true });
}

function removeOld(current) {
  const folders = readdirSync(builds)
    .map((name) => join(builds, name))
    .filter((path) => path !== current && statSync(path).isDirectory())
    .sort((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs);
  for (const folder of folders.slice(2)) {
    const users = readdirSync(folder).filter((name) => name.startsWith("used-by-"));
    const used = users.some((name) => lives(JSON.parse(readFileSync(join(folder, name), "utf8"))));
    if (!used) rmSync(folder, { recursive: true, force: true });
  }
}
