import { readdirSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import { built } from "./builds.mjs";

const root = join(import.meta.dirname, "../..");
const API = "app/api/v1";
const sources = ["server.ts", API, "lib", "scripts", "tsconfig.json", "package-lock.json"];

/**
 * Makes a few files of the server's many, which a process begins with in half of the time; returns their folder. In it
 * are `server.mjs` and, in `app`, the route handlers of the REST API under their own paths.
 */
export const bundleServer = () => built("server", sources, makeServer);

async function makeServer(draft) {
  // Nothing needs the bundler where the server is bundled already.
  const { build } = await import("esbuild");
  const routes = readdirSync(API, { recursive: true }).filter((file) => /(^|[\\/])route\.ts$/.test(file));
  await build({
    absWorkingDir: root,
    entryPoints: ["server.ts", ...routes.map((file) => join(API, file))],
    outbase: root,
    outdir: draft,
    outExtension: { ".js": ".mjs" },
    bundle: true,
    splitting: true,
    format: "esm",
    platform: "node",
    target: "node20",
    packages: "external",
    alias: { "@": root },
    logLevel: "error",
    plugins: [placesOfSources],
  });
}

/** A file that asks where it is means where its source is: what it looks for there is not in the bundle. */
const placesOfSources = {
  name: "places-of-sources",
  setup: ({ onLoad }) =>
    onLoad({ filter: /\.(ts|mjs)$/, namespace: "file" }, async ({ path }) => {
      const source = await readFile(path, "utf8");
      if (!source.includes("import.meta.") || path.includes("node_modules")) return null;
      const inRoot = join("../..", relative(root, path));
      const contents = source
        .replaceAll(
          "import.meta.dirname",
          `decodeURI(new URL(${JSON.stringify(dirname(inRoot))}, import.meta.url).pathname)`,
        )
        .replaceAll(/import\.meta\.url(?!\)\.pathname)/g, `new URL(${JSON.stringify(inRoot)}, import.meta.url).href`);
      return { contents, loader: path.endsWith(".ts") ? "ts" : "js" };
    }),
};
