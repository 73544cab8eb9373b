import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { expect, test } from "vitest";

const files = ["lib", "cli", "components", "app", "tools", "scripts"]
  .flatMap((folder) => readdirSync(folder, { recursive: true, encoding: "utf8" }).map((file) => join(folder, file)))
  .filter((file) => /\.tsx?$/.test(file))
  .concat("server.ts")
  .filter((file) => !file.includes("generated"));

const IMPORT = /(?:import|export)(?: type)?[^;"]*? from "([^"]+)"/g;

/** A folder of `lib`, a file that stands in `lib` by itself, or a folder of the project. */
function roomOf(path: string): string {
  const parts = path.split("/");
  if (parts[0] !== "lib") return parts[0] as string;
  return existsSync(join("lib", parts[1] ?? "")) ? `lib/${parts[1]}` : `lib/${parts[1]}.ts`;
}

function rooms(): Map<string, Set<string>> {
  const graph = new Map<string, Set<string>>();
  for (const file of files) {
    const from = roomOf(file);
    const to = graph.get(from) ?? new Set();
    graph.set(from, to);
    for (const [, name = ""] of readFileSync(file, "utf8").matchAll(IMPORT)) {
      const inside = name.startsWith("@/") ? name.slice(2) : name.startsWith(".") ? join(dirname(file), name) : null;
      if (inside !== null) to.add(roomOf(normalize(inside)));
    }
    to.delete(from);
  }
  return graph;
}

/** What can be reached from a room, by whatever way. */
function reached(graph: Map<string, Set<string>>, from: string): Set<string> {
  const seen = new Set<string>();
  const open = [...(graph.get(from) ?? [])];
  for (let room = open.pop(); room !== undefined; room = open.pop()) {
    if (seen.has(room)) continue;
    seen.add(room);
    open.push(...(graph.get(room) ?? []));
  }
  return seen;
}

test("no room imports, by whatever way, a room that imports it", () => {
  const graph = rooms();
  expect(graph.size).toBeGreaterThan(20);
  const circular = [...graph.keys()].filter((room) => reached(graph, room).has(room)).sort();
  expect(circular).toEqual([]);
});
