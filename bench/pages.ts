/**
 * npm run bench:pages -- [--times 50] [--no-lighthouse] [--folder /somewhere]: what people's pages cost, from the
 * production build as it is served. Server time is from the request to the last byte, one after the other; bytes are
 * as sent, once for the page alone and once with all that a browser loads on its first visit.
 */
import { mkdtemp } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { signIn } from "@/tests/support/demo-session";
import { startProduct } from "@/tests/support/product";
import { bearer, clientOf, decide, start } from "./measure/client";
import { startCluster } from "./measure/cluster";
import { Invariants, ms, quantile, table } from "./measure/figures";
import { fetchPage } from "./pages/fetch-page";
import { audit, CATEGORIES } from "./pages/lighthouse";
import { visit } from "./pages/visit";
import { installPeers } from "./session/install-peers";

const { values } = parseArgs({
  options: {
    times: { type: "string", default: "50" },
    "no-lighthouse": { type: "boolean", default: false },
    folder: { type: "string" },
  },
});
const WAITING = 50;
const ROUNDS = 3;
const TOKEN = "token-of-the-pages-0123456789-0123456789";
/** All that a first visit may load: more would be felt on a phone. */
const MOST_BYTES = 600_000;

if (!values["no-lighthouse"]) await installPeers();
const cluster = await startCluster({ under: values.folder });
const product = await startProduct({
  DATABASE_URL: await cluster.database("pages"),
  HOLDPOINT_DATA_DIR: await mkdtemp(join(cluster.folder, "data-")),
  HOLDPOINT_DEMO_TOKEN: TOKEN,
  HOLDPOINT_RATE_LIMIT: "0",
  HOLDPOINT_MAIL_DELAY_SECONDS: "86400",
});
const invariants = new Invariants();
try {
  const paths = await prepare();
  const cookie = await signIn(product.url, "ben@example.com");
  const rows: string[][] = [];
  for (const [name, path] of Object.entries(paths))
    rows.push(await measure(name, path, name === "sign-in" ? "" : cookie));
  const head = ["page", "server p50", "server p95", "page, as sent", "first visit, all", "of it scripts", "requests"];
  console.log(`\n${table(head, rows)}`);
  if (!values["no-lighthouse"]) await lighthouse({ inbox: paths.inbox, review: paths.review }, cookie);
} finally {
  await product.stop();
  await cluster.stop();
}
invariants.report();

/** An inbox of stories, one of them in its third round. */
async function prepare() {
  const dana = clientOf(product.url, bearer(TOKEN));
  const story = (about: string) =>
    start(
      dana,
      "write-story",
      { prompt: `A lighthouse keeper who repairs ${about}`, words: 200 },
      { Prefer: "wait=60" },
    );
  let run = await story("clocks");
  for (let round = 1; round < ROUNDS; round++) {
    const review = run.reviews[0];
    if (!review) throw new Error(`The story is ${run.status}.`);
    run = await decide(dana, review, "update", { comment: "Name the keeper Ida." });
  }
  const others = Array.from({ length: WAITING - 1 }, (_, index) => `what the sea brought in (${index + 1})`);
  await Promise.all(others.map(story));
  return {
    "sign-in": "/sign-in",
    inbox: "/inbox",
    review: `/reviews/${run.reviews[0]?.id}`,
    run: `/runs/${run.id}`,
  };
}

async function measure(name: string, path: string, cookie: string): Promise<string[]> {
  const headers: Record<string, string> = cookie === "" ? {} : { Cookie: cookie };
  const fetched = [];
  // The first ones warm up.
  for (let time = -5; time < Number(values.times); time++) {
    const one = await fetchPage(`${product.url}${path}`, headers);
    invariants.check(one.status === 200, `${name} answered ${one.status}.`);
    invariants.check(one.encoding !== "none", `${name} was sent as it is, not compressed.`);
    if (time >= 0) fetched.push(one);
  }
  const { bytes, requests } = await visit(`${product.url}${path}`, cookie);
  const all = [...bytes.values()].reduce((sum, size) => sum + size, 0);
  invariants.check(all < MOST_BYTES, `A first visit of ${name} loads ${kb(all)}.`);
  const times = fetched.map((one) => one.ms);
  const sent = quantile(
    fetched.map((one) => one.bytes),
    0.5,
  );
  return [
    name,
    ms(quantile(times, 0.5)),
    ms(quantile(times, 0.95)),
    `${kb(sent)} ${fetched[0]?.encoding}`,
    kb(all),
    kb(bytes.get("script") ?? 0),
    String(requests),
  ];
}

async function lighthouse(pages: Record<string, string>, cookie: string): Promise<void> {
  const rows: string[][] = [];
  const poor: string[] = [];
  for (const [name, path] of Object.entries(pages)) {
    for (const device of ["phone", "desktop"] as const) {
      const { scores, poor: titles } = await audit(`${product.url}${path}`, cookie, device, cluster.folder);
      rows.push([`${name}, ${device}`, ...CATEGORIES.map((category) => String(scores[category]))]);
      poor.push(...titles.map((title) => `- ${name}, ${device}: ${title}`));
      invariants.check(
        scores.accessibility === 100,
        `${name} on a ${device} has ${scores.accessibility} of 100 for accessibility.`,
      );
    }
  }
  console.log(`\n${table(["Lighthouse", ...CATEGORIES], rows)}\n\n${poor.join("\n")}`);
}

function kb(bytes: number): string {
  return `${(bytes / 1_000).toFixed(1)} kB`;
}
