/**
 * npm run prove:guards -- [part of a name]: takes each guard of tests/guards away, in a copy of the project, and
 * tells which test or simulated history notices. Exit code 1 when nobody misses one, or one is not where it is looked
 * for: then tests/guards has to follow the code.
 */
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { GUARDS, type Guard } from "../tests/guards/index";

const LEFT_OUT = ["node_modules", ".git", ".next", ".data"];
const HISTORIES = "400";
const LONGEST = 200;

const root = process.cwd();
const wanted = process.argv[2] ?? "";
const copy = await mkdtemp(join(tmpdir(), "holdpoint-guards-"));
let unproved = 0;
// Tests of routes and pages need what is built; a guard's file is not part of it.
run(root, process.execPath, "scripts/test.mjs", "build");
try {
  await cp(root, copy, {
    recursive: true,
    filter: (path) => !LEFT_OUT.some((name) => path.startsWith(join(root, name))),
  });
  await installIn(copy);
  for (const guard of GUARDS.filter(({ name }) => name.includes(wanted))) {
    const path = join(copy, guard.file);
    const whole = await readFile(path, "utf8");
    const parts = whole.split(guard.guard);
    if (parts.length !== 2) {
      unproved += 1;
      console.log(`NOT FOUND | ${guard.name} | ${guard.file} should have this once: ${guard.guard}`);
      continue;
    }
    await writeFile(path, parts.join(guard.instead));
    const { verdict, by } = bySimulation() ?? byTests(guard);
    await writeFile(path, whole);
    if (verdict !== "caught") unproved += 1;
    console.log(`${verdict} | ${guard.name} | ${by}`);
  }
} finally {
  await rm(copy, { recursive: true, force: true });
}
process.exit(unproved > 0 ? 1 : 0);

/** The packages as links to each file, where that can be: pages that a guard is part of are not built from a symlink. */
async function installIn(folder: string): Promise<void> {
  const [from, to] = [join(root, "node_modules"), join(folder, "node_modules")];
  if (run(root, "cp", "-al", from, to).status === 0) return;
  await rm(to, { recursive: true, force: true });
  await symlink(from, to);
}

interface Finding {
  verdict: "caught" | "NOT CAUGHT" | "NOT TESTED";
  /** Which test or history; or where to look. */
  by: string;
}

function bySimulation(): Finding | null {
  const { stdout } = run(copy, bin("tsx"), "scripts/simulate.ts", "--seed", "1", "--runs", HISTORIES, "--fast");
  const [said = ""] = stdout.split("\n");
  return said.startsWith("Seed ") ? { verdict: "caught", by: `simulation, ${said.slice(0, LONGEST)}` } : null;
}

interface Report {
  testResults: { name: string; message: string; assertionResults: { status: string; fullName: string }[] }[];
}

function byTests({ tests, file }: Guard): Finding {
  const report = join(copy, "guard-report.json");
  const { status } = run(
    copy,
    bin("vitest"),
    "run",
    "--bail",
    "1",
    "--reporter",
    "json",
    "--outputFile",
    report,
    ...tests,
  );
  if (status === 0) return { verdict: "NOT CAUGHT", by: file };
  const { testResults } = JSON.parse(readFileSync(report, "utf8")) as Report;
  const failed = testResults.flatMap(({ name, assertionResults }) =>
    assertionResults
      .filter(({ status }) => status === "failed")
      .map(({ fullName }) => `${name.slice(copy.length + 1)}: ${fullName}`),
  );
  // Tests that can't begin say nothing about the guard.
  return failed[0]
    ? { verdict: "caught", by: failed[0] }
    : { verdict: "NOT TESTED", by: testResults[0]?.message ?? "" };
}

function bin(name: string): string {
  return join(root, "node_modules/.bin", name);
}

function run(cwd: string, program: string, ...args: string[]) {
  return spawnSync(program, args, { cwd, encoding: "utf8" });
}
