#!/usr/bin/env node
// The `holdpoint` command: plain Node, because nothing may be installed yet.
import { fileURLToPath } from "node:url";

await import("../scripts/node-version.mjs");

try {
  const { register } = await import("tsx/esm/api");
  // Of this project, wherever the command is called.
  register({ tsconfig: fileURLToPath(new URL("../tsconfig.json", import.meta.url)) });
} catch (error) {
  if (error?.code !== "ERR_MODULE_NOT_FOUND") throw error;
  console.error("Its packages are not installed yet: run `npm start` (or `npm ci`) in its folder first.");
  process.exit(1);
}
const { main } = await import("./main.ts");
await main(process.argv.slice(2));
