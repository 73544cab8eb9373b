/**
 * npm run prove:guards -- [part of a name]: takes each guard of tests/guards.ts away, in a copy of the project, and
 * tells which test or simulated history notices. Exit code 1 when one is not missed by anybody.
 */
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { GUARDS, type Guard } from "../tests/guards";

const LEFT_OUT = ["node_modules", ".git", ".next", ".data"];
const HISTORIES = "400";

const root = process.cwd();
const wanted = process.argv[2] ?? "";
const copy = await mkdtemp(join(tmpdir(), "holdpoint-guards-"));
let unmissed = 0;
try {
  await cp(root, copy, {
    recursive: true,
    filter: (path) => !LEFT_OUT.some((name) => path.startsWith(join(root, name))),
  });
  await symlink(join(root, "node_modules"), join(copy, "node_modules"));
  for (const guard of GUARDS.filter(({ name }) => name.includes(wanted))) {
    const path = join(copy, guard.file);
    const whole = await readFile(path, "utf8");
    const parts = whole.split(guard.guard);
    if (parts.length !== 2) throw new Error(`${guard.file} should have this once: ${guard.guard}`);
    await writeFile(path, parts.join(guard.instead));
    const caught = bySimulation() ?? byTests(guard);
    await writeFile(path, whole);
    if (!caught) unmissed += 1;
    console.log(`${caught ? "caught" : "NOT CAUGHT"} | ${guard.name} | ${caught ?? guard.file}`);
  }
} finally {
  await rm(copy, { recursive: true, force: true });
}
process.exit(unmissed > 0 ? 1 : 0);

function bySimulation(): string | null {
  const { stdout, status } = run("tsx", "scripts/simulate.ts", "--seed", "1", "--runs", HISTORIES, "--fast");
  return status === 0 ? null : `simulation, ${stdout.split("\n")[0]}`;
}

interface Report {
  testResults: { name: string; message: string; assertionResults: { status: string; fullName: string }[] }[];
}

function byTests({ tests }: Guard): string | null {
  const report = join(copy, "guard-report.json");
  const { status } = run("vitest", "run", "--bail", "1", "--reporter", "json", "--outputFile", report, ...tests);
  if (status === 0) return null;
  const { testResults } = JSON.parse(readFileSync(report, "utf8")) as Report;
  const failed = testResults.flatMap(({ name, assertionResults }) =>
    assertionResults
      .filter(({ status }) => status === "failed")
      .map(({ fullName }) => `${name.slice(copy.length + 1)}: ${fullName}`),
  );
  return failed[0] ?? "a test file that does not load";
}

function run(command: string, ...args: string[]) {
  return spawnSync(join(root, "node_modules/.bin", command), args, { cwd: copy, encoding: "utf8" });
}
