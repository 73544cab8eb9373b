import { cpSync } from "node:fs";
import { basename } from "node:path";
import { built } from "./builds.mjs";
import { quietly } from "./quietly.mjs";

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

/** Builds the pages unless these sources are built, and returns the folder of the build. */
export const buildPages = () => built("pages", sources, makePages, { except });

async function makePages(draft) {
  await quietly("Building the pages", [process.execPath, "node_modules/next/dist/bin/next", "build"], {
    env: { NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1", NEXT_DIST_DIR: "" },
    failure: "The pages couldn't be built: the lines above say why.",
  });
  const kept = (path) => !["cache", "types", "trace", "diagnostics"].includes(basename(path));
  cpSync(".next", draft, { recursive: true, filter: (path) => path === ".next" || kept(path) });
}
