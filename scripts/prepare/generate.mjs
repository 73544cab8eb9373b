import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fingerprint } from "./fingerprint.mjs";
import { withoutEngineDownload } from "./install.mjs";
import { quietly } from "./quietly.mjs";

const folder = "lib/store/generated";
const marker = join(folder, ".fingerprint");

/** Generates the Prisma client when schema or packages changed. */
export async function generate() {
  const wanted = fingerprint(["prisma/schema.prisma", "prisma.config.ts", "node_modules/prisma/package.json"]);
  if (existsSync(marker) && readFileSync(marker, "utf8") === wanted) return;
  await quietly(
    "Generating the database client",
    [process.execPath, "node_modules/prisma/build/index.js", "generate"],
    {
      env: withoutEngineDownload,
      failure: "The database client couldn't be generated: the lines above say why.",
    },
  );
  writeFileSync(marker, wanted);
}
