import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { build } from "esbuild";

const root = join(import.meta.dirname, "../..");

/**
 * A script of this folder as one file of JavaScript: a process that runs it begins in a small part of the time that it
 * takes to compile each of its files. Answers the file, and how to remove it.
 */
export async function bundleScript(name: string): Promise<{ file: string; remove(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), "holdpoint-script-"));
  // It has workflows of its own, and no assistants.
  await mkdir(join(folder, "assistants"));
  const file = join(folder, `${basename(name, ".ts")}.mjs`);
  await build({
    entryPoints: [join(import.meta.dirname, name)],
    outfile: file,
    bundle: true,
    platform: "node",
    target: "node20",
    format: "esm",
    alias: { "@": root },
    logLevel: "error",
    define: { "import.meta.dirname": "folderOfCode" },
    banner: {
      js: [
        'import { createRequire as requireFrom } from "node:module"; const require = requireFrom(import.meta.url);',
        `const folderOfCode = ${JSON.stringify(join(folder, "lib"))};`,
      ].join("\n"),
    },
  });
  return { file, remove: () => rm(folder, { recursive: true }) };
}
