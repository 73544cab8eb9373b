import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { prepareAndBuild } from "../prepare/index.mjs";
import { run } from "./run.mjs";

/** What `npm test` does, in order. Each resolves to how many passed and failed; a check counts as one. */
export const parts = {
  types: {
    title: "Types",
    run: async () =>
      (await check("next/dist/bin/next", ["typegen"])).failed ? one(false) : check("typescript/bin/tsc", ["--noEmit"]),
  },
  lint: {
    title: "Lint and import rules",
    run: () => check("@biomejs/biome/bin/biome", ["ci", "--max-diagnostics=100"]),
  },
  unused: { title: "Unused files, exports and packages", run: () => check("knip/bin/knip.js", []) },
  unit: { title: "Unit tests", run: (args) => vitest("unit", args) },
  build: {
    title: "Build",
    run: async () => {
      await prepareAndBuild({ pages: true });
      return one(true);
    },
  },
  integration: { title: "Integration tests, on a Postgres of their own", run: (args) => vitest("integration", args) },
  e2e: { title: "Browser tests, on the built product", run: playwright },
};

const one = (passed) => ({ passed: passed ? 1 : 0, failed: passed ? 0 : 1 });

async function check(program, args) {
  return one((await run(program, args)) === 0);
}

async function vitest(project, args) {
  return withReport(async (file) => {
    const reports = ["--reporter=default", "--reporter=json", `--outputFile.json=${file}`];
    const code = await run("vitest/vitest.mjs", ["run", "--project", project, ...reports, ...args]);
    return { code, count: (report) => ({ passed: report.numPassedTests, failed: report.numFailedTests }) };
  });
}

async function playwright(args) {
  return withReport(async (file) => {
    const env = { PLAYWRIGHT_JSON_OUTPUT_FILE: file };
    const code = await run("@playwright/test/cli.js", ["test", "--reporter=list,json", ...args], env);
    return { code, count: ({ stats }) => ({ passed: stats.expected, failed: stats.unexpected + stats.flaky }) };
  });
}

/** Counts from a report; a runner that fails without a failed test, or runs none, counts as one failed. */
async function withReport(work) {
  const folder = mkdtempSync(join(tmpdir(), "report-"));
  try {
    const file = join(folder, "report.json");
    const { code, count } = await work(file);
    const { passed, failed } = count(JSON.parse(readFileSync(file, "utf8")));
    return { passed, failed: failed === 0 && (code !== 0 || passed === 0) ? 1 : failed };
  } catch (error) {
    console.error(error.message);
    return one(false);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
