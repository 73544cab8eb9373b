import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { type BuildOptions, build, type Plugin } from "esbuild";

const root = join(import.meta.dirname, "../../..");

const settings = {
  bundle: true,
  platform: "node",
  target: "node20",
  minifyWhitespace: true,
  alias: { "@": root },
  logLevel: "error",
} satisfies BuildOptions;

/**
 * The product without pages, with the workflows of a folder and the story, as JavaScript of which `start.cjs` keeps what V8 made: a process
 * then starts in a small part of the time it takes to compile them all. `program` is what it runs. Answers the file to start. Lies as the project
 * does, so that it finds its assistants and its code steps' threads.
 */
export async function bundleProduct(
  workflows: string,
  program = join(import.meta.dirname, "main.ts"),
): Promise<{ main: string; remove(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), "holdpoint-crash-"));
  const files = {
    assistants: await filesOf(join(root, "assistants")),
    workflows: [...(await filesOf(workflows)), join(root, "workflows/write-story.ts")],
  };
  await Promise.all([
    bundleMain(folder, files, program),
    bundleThreads(folder, files.workflows),
    writeStubs(folder, files),
  ]);
  const main = join(folder, "lib/start.cjs");
  await cp(join(import.meta.dirname, "start.cjs"), main);
  return { main, remove: () => rm(folder, { recursive: true }) };
}

type Files = Record<"assistants" | "workflows", string[]>;

/** The query compiler is half of the script, as text: read as it is, it need neither be parsed nor decoded. */
const rawCompiler = (folder: string): Plugin => ({
  name: "raw-compiler",
  setup: ({ onLoad }) =>
    onLoad({ filter: /query_compiler.*\.wasm-base64\.mjs$/ }, async ({ path }) => {
      const { wasm } = (await import(path)) as { wasm: string };
      const raw = join(folder, "query-compiler.wasm");
      await writeFile(raw, Buffer.from(wasm, "base64"));
      return { contents: `export const wasm = require("node:fs").readFileSync(${JSON.stringify(raw)});` };
    }),
});

/** All that a process loads at its start is one script. */
async function bundleMain(folder: string, files: Files, program: string): Promise<void> {
  const imports = Object.entries(files).flatMap(([kind, paths]) =>
    paths.map(
      (path) => `(globalThis.bundled ??= {})["${kind}/${nameOf(path)}"] = require(${JSON.stringify(path)}).default;`,
    ),
  );
  const outfile = join(folder, "lib/main.js");
  await build({
    ...settings,
    stdin: {
      contents: [...imports, `require(${JSON.stringify(program)});`].join("\n"),
      resolveDir: import.meta.dirname,
    },
    outfile,
    format: "cjs",
    plugins: [rawCompiler(folder)],
    define: { "import.meta.url": "importMetaUrl", "import.meta.dirname": "__dirname" },
  });
  // A script made from kept code can't import by itself.
  const script = await readFile(outfile, "utf8");
  await writeFile(outfile, script.replaceAll(/(?<![\w$.])import\(/g, "importFile("));
}

/** What a code step's thread loads. */
async function bundleThreads(folder: string, workflows: string[]): Promise<void> {
  await build({
    ...settings,
    entryPoints: [
      { in: join(root, "lib/code/thread.ts"), out: "lib/boot" },
      ...workflows.map((path) => ({ in: path, out: `threads/${nameOf(path)}` })),
    ],
    outdir: folder,
    chunkNames: "threads/[name]-[hash]",
    outExtension: { ".js": ".mjs" },
    splitting: true,
    format: "esm",
    banner: { js: 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);' },
  });
}

/** The files that are looked for at the start: there they are in the script already, in a thread they are not. */
async function writeStubs(folder: string, files: Files): Promise<void> {
  for (const [kind, paths] of Object.entries(files)) {
    await mkdir(join(folder, kind));
    for (const name of paths.map(nameOf)) {
      const inThread = `(await import("../threads/${name}.mjs")).default`;
      const stub = `export default globalThis.bundled?.["${kind}/${name}"] ?? ${inThread};\n`;
      await writeFile(join(folder, kind, `${name}.mjs`), stub);
    }
  }
}

async function filesOf(folder: string): Promise<string[]> {
  return (await readdir(folder)).filter((file) => file.endsWith(".ts")).map((file) => join(folder, file));
}

const nameOf = (path: string) => basename(path, ".ts");
