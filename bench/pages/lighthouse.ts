import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { systemChromium } from "@/scripts/prepare/browser.mjs";
import { CHROMIUM_FLAGS } from "./visit";

export const CATEGORIES = ["performance", "accessibility", "best-practices"] as const;
type Category = (typeof CATEGORIES)[number];

export interface Audit {
  /** 0 to 100. */
  scores: Record<Category, number>;
  /** Titles of what cost points. */
  poor: string[];
}

interface Report {
  categories: Record<Category, { score: number | null; auditRefs: { id: string; weight: number }[] }>;
  audits: Record<string, { title: string; score: number | null; displayValue?: string }>;
}

const run = promisify(execFile);
const program = join(import.meta.dirname, "../node_modules/lighthouse/cli/index.js");

/** What Lighthouse says of a page, on a phone or at a desk. Writes its whole report into `folder`. */
export async function audit(url: string, cookie: string, device: "phone" | "desktop", folder: string): Promise<Audit> {
  const file = join(folder, `lighthouse-${device}-${new URL(url).pathname.replaceAll("/", "-")}.json`);
  const options = [
    "--quiet",
    "--output=json",
    `--output-path=${file}`,
    `--only-categories=${CATEGORIES.join(",")}`,
    `--extra-headers=${JSON.stringify({ Cookie: cookie })}`,
    `--chrome-flags=--headless=new ${CHROMIUM_FLAGS.join(" ")}`,
    ...(device === "desktop" ? ["--preset=desktop"] : []),
  ];
  await run(process.execPath, [program, url, ...options], { env: environment(), maxBuffer: 10_000_000 });
  const report = JSON.parse(await readFile(file, "utf8")) as Report;
  const refs = CATEGORIES.flatMap((category) => report.categories[category].auditRefs);
  const poor = refs
    .filter(({ weight }) => weight > 0)
    .flatMap(({ id }) => report.audits[id] ?? [])
    .filter(({ score }) => score !== null && score < 0.9)
    .map(({ title, displayValue }) => (displayValue ? `${title}: ${displayValue}` : title));
  const scores = CATEGORIES.map((name) => [name, Math.round((report.categories[name].score ?? 0) * 100)]);
  return { scores: Object.fromEntries(scores) as Audit["scores"], poor };
}

function environment(): NodeJS.ProcessEnv {
  const { env } = process;
  return { ...env, CHROME_PATH: systemChromium() ?? "" };
}
