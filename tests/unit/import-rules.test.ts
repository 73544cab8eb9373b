import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";

const root = join(import.meta.dirname, "../..");

const refused: [path: string, from: string][] = [
  ["lib/engine/x.ts", "@/lib/store"],
  ["lib/engine/x.ts", "@/lib/errors"],
  ["lib/engine/x.ts", "../store/runs"],
  ["lib/engine/x.ts", "node:fs"],
  ["lib/engine/x.ts", "zod"],
  ["lib/views/x.ts", "@/lib/engine/types"],
  ["lib/forms/x.ts", "react"],
  ["lib/forms/x.ts", "@/lib/env"],
  ["lib/json/x.ts", "@/lib/forms/spec"],
  ["lib/json/x.ts", "node:fs"],
  ["lib/text/x.ts", "@/lib/markdown/parser"],
  ["lib/text/x.ts", "node:fs"],
  ["lib/forms/x.ts", "@/lib/markdown/hidden-characters"],
  ["lib/messages/x.ts", "@/lib/app"],
  ["lib/workflow/x.ts", "@/lib/operations/ports"],
  ["lib/operations/x.ts", "@/lib/store"],
  ["lib/operations/x.ts", "@/lib/effects/prompt"],
  ["lib/operations/x.ts", "next/headers"],
  ["lib/operations/x.ts", "react"],
  ["lib/operations/x.ts", "pg"],
  ["lib/effects/x.ts", "@/lib/store"],
  ["lib/effects/x.ts", "@/lib/worker/worker"],
  ["lib/effects/x.ts", "@/lib/engine/definition/compile"],
  ["lib/code/x.ts", "@/lib/operations/ports"],
  ["lib/code/x.ts", "@/lib/effects/ports"],
  ["lib/llm/x.ts", "@/lib/operations/ports"],
  ["lib/llm/x.ts", "../store/runs"],
  ["lib/llm/x.ts", "@/tools/practice-model/server"],
  ["lib/anything/x.ts", "@/tools/practice-model/server"],
  ["lib/composition.ts", "@/tools/practice-model/server"],
  ["server.ts", "@/tools/practice-model/server"],
  ["tools/practice-model/x.ts", "@/lib/messages/made-by"],
  ["tools/practice-model/x.ts", "../../lib/env"],
  ["tools/practice-model/x.ts", "zod"],
  ["lib/worker/x.ts", "@/lib/store"],
  ["lib/worker/x.ts", "pg"],
  ["lib/live/x.ts", "@/lib/store"],
  ["lib/notifications/x.ts", "@/lib/store"],
  ["lib/notifications/x.ts", "@/lib/deliveries/mail"],
  ["lib/deliveries/x.ts", "@/lib/store"],
  ["lib/deliveries/x.ts", "@/lib/worker/worker"],
  ["lib/worker/x.ts", "@/lib/deliveries/kind"],
  ["lib/testing/x.ts", "@/lib/store"],
  ["lib/testing/x.ts", "@/lib/composition"],
  ["lib/testing/x.ts", "pg"],
  ["lib/operations/x.ts", "@/lib/testing"],
  ["lib/store/x.ts", "@/lib/testing/memory-store"],
  ["lib/http/x.ts", "@/lib/testing"],
  ["lib/composition.ts", "@/lib/testing"],
  ["app/x.tsx", "@/lib/testing"],
  ["workflows/x.ts", "@/lib/testing"],
  ["server.ts", "@/lib/testing"],
  ["lib/store/x.ts", "@/lib/operations/decide-review"],
  ["lib/store/x.ts", "@/app/page"],
  ["lib/store/x.ts", "next/headers"],
  ["lib/http/x.ts", "@/lib/operations"],
  ["lib/http/x.ts", "@/lib/env"],
  ["lib/http/x.ts", "../store/runs"],
  ["lib/auth/x.ts", "@prisma/client"],
  ["lib/auth/x.ts", "@/lib/store/generated/client"],
  ["lib/protocols/x.ts", "@/lib/operations/decide-review"],
  ["lib/protocols/process/x.ts", "@/lib/engine/types"],
  ["lib/protocols/x.ts", "pg"],
  ["lib/openapi/x.ts", "@/lib/operations"],
  ["lib/rest/x.ts", "@/lib/operations"],
  ["lib/rest/x.ts", "@/lib/store"],
  ["lib/features/x/contract.ts", "@/lib/app"],
  ["lib/features/x/contract.ts", "@/lib/http/read"],
  ["lib/features/x/contract.ts", "@/lib/rest/bind"],
  ["lib/features/x/contract.ts", "@/lib/views/views"],
  ["lib/words/x.ts", "@/lib/views/views"],
  ["lib/words/x.ts", "zod"],
  ["lib/features/x/views.ts", "node:fs"],
  ["lib/features/x.ts", "@/lib/errors"],
  ["lib/features/endpoint.ts", "@/lib/errors"],
  ["lib/protocols/x/contract.ts", "@/lib/app"],
  ["lib/anything/x.ts", "@/components/ui/button"],
  ["lib/anything/x.ts", "@/app/page"],
  ["lib/anything/x.ts", "pg"],
  ["lib/composition.ts", "pg"],
  ["app/x.tsx", "@/lib/store"],
  ["app/x.tsx", "@/lib/composition"],
  ["app/x.tsx", "@/lib/operations/start-run"],
  ["app/x.tsx", "../lib/store"],
  ["proxy.ts", "@/lib/env"],
  ["components/x.tsx", "@/lib/store"],
  ["components/x.tsx", "@/lib/operations/ports"],
  ["components/x.tsx", "@/lib/env"],
  ["components/x.tsx", "@/lib/app"],
  ["components/ui/x.tsx", "../../lib/env"],
  ["components/ui/x.tsx", "node:fs"],
  ["workflows/x.ts", "@/lib/store"],
  ["workflows/x.ts", "openai"],
  ["assistants/x.ts", "@/lib/operations"],
  ["cli/x.ts", "@/lib/errors"],
  ["cli/commands/x.ts", "@/lib/operations/decide-review"],
  ["cli/commands/x.ts", "@/lib/protocols/chat/schemas"],
  ["cli/x.ts", "@/lib/messages/mail"],
  ["cli/x.ts", "@/lib/rest/runs"],
  ["cli/x.ts", "@/lib/http/read"],
  ["cli/x.ts", "pg"],
  ["server.ts", "@/lib/store"],
];

const allowed: [path: string, from: string][] = [
  ["lib/engine/x.ts", "./types"],
  ["lib/engine/x.ts", "@/lib/forms/spec"],
  ["lib/forms/x.ts", "zod"],
  ["lib/forms/x.ts", "@/lib/text/hidden"],
  ["lib/store/x.ts", "@/lib/text/is-storable"],
  ["lib/workflow/x.ts", "@/lib/text/hidden"],
  ["lib/effects/x.ts", "@/lib/text/hidden"],
  ["lib/llm/x.ts", "@/lib/text/hidden"],
  ["components/x.tsx", "@/lib/text/hidden"],
  ["lib/operations/x.ts", "@/lib/engine/transition"],
  ["lib/store/x.ts", "pg"],
  ["lib/testing/x.ts", "@/lib/engine/transition"],
  ["lib/testing/x.ts", "@/lib/operations/decide-review"],
  ["lib/store/x.ts", "@/lib/operations/ports"],
  ["lib/effects/x.ts", "@/lib/code/code-threads"],
  ["lib/code/x.ts", "@/lib/engine/definition/check"],
  ["lib/protocols/x.ts", "@/lib/http/post"],
  ["lib/features/x/contract.ts", "@/lib/features/endpoint"],
  ["lib/engine/x.ts", "@/lib/words/people"],
  ["lib/features/x/contract.ts", "./views"],
  ["lib/features/form-shapes.ts", "@/lib/forms/kinds"],
  ["lib/features/x/contract.ts", "@/lib/features/others/views"],
  ["lib/rest/x.ts", "@/lib/http/read"],
  ["lib/protocols/x.ts", "@/lib/forms/loose-answer"],
  ["app/x.tsx", "@/lib/app"],
  ["components/x.tsx", "@/lib/forms/to-zod"],
  ["components/x.tsx", "@/lib/markdown/hidden-characters"],
  ["lib/notifications/x.ts", "@/lib/messages/mail"],
  ["lib/notifications/x.ts", "nodemailer"],
  ["lib/live/x.ts", "@/lib/loop"],
  ["lib/deliveries/x.ts", "@/lib/loop"],
  ["workflows/x.ts", "@/lib/workflow"],
  ["cli/commands/x.ts", "@/lib/forms/loose-answer"],
  ["cli/commands/x.ts", "@/cli/failure"],
  ["cli/commands/x.ts", "@/lib/features/runs/contract"],
  ["cli/terminal/x.ts", "@/lib/markdown/read-markdown"],
  ["cli/terminal/x.ts", "@/lib/messages/markdown"],
  ["tools/practice-model/story/x.ts", "../language/text"],
  ["tests/x.ts", "pg"],
];

const folder = mkdtempSync(join(tmpdir(), "import-rules-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** Lints a project of one-line files under the rules of this one; what was found, by file. */
function lint(files: Record<string, string>): (path: string) => string[] {
  cpSync(join(root, "biome.json"), join(folder, "biome.json"));
  for (const [path, code] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), code);
  }
  const program = join(root, "node_modules/@biomejs/biome/bin/biome");
  const args = ["lint", "--vcs-enabled=false", "--reporter=json", "--max-diagnostics=none"];
  const { stdout } = spawnSync(process.execPath, [program, ...args], { cwd: folder, encoding: "utf8" });
  const { diagnostics } = JSON.parse(stdout) as { diagnostics: { category: string; location: { path: string } }[] };
  return (path) => diagnostics.filter(({ location }) => location.path === path).map(({ category }) => category);
}

/** Each case gets a file of its own, `x1.ts` for `x.ts` and `x1/` for `x/`. */
const place = (path: string, index: number) => path.replace(/\bx(?=\.tsx?$|\/)/, `x${index}`);
const imports = (from: string) => `export { thing } from "${from}";\n`;
const cases = [...refused, ...allowed];
const found = lint({
  ...Object.fromEntries(cases.map(([path, from], index) => [place(path, index), imports(from)])),
  "lib/anything/cycle-a.ts": imports("./cycle-b"),
  "lib/anything/cycle-b.ts": imports("./cycle-a"),
  "lib/anything/reads.ts": "export const port = process.env.PORT;\n",
  "lib/env.ts": "export const port = process.env.PORT;\n",
});

describe("who may import whom", () => {
  test.each(refused.map((one, index) => [...one, index] as const))("%s may not import %s", (path, _, index) => {
    expect(found(place(path, index))).toContain("lint/style/noRestrictedImports");
  });

  test.each(allowed.map((one, index) => [...one, index] as const))("%s may import %s", (path, _, index) => {
    expect(found(place(path, refused.length + index))).not.toContain("lint/style/noRestrictedImports");
  });

  test("nobody imports in a circle", () => {
    expect(found("lib/anything/cycle-a.ts")).toContain("lint/suspicious/noImportCycles");
  });

  test("only lib/env.ts reads the environment", () => {
    expect(found("lib/anything/reads.ts")).toContain("lint/style/noProcessEnv");
    expect(found("lib/env.ts")).toEqual([]);
  });
});
