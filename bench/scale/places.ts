import { randomUUID } from "node:crypto";
import pg from "pg";
import { withClient } from "@/tests/support/with-client";
import type { Cluster } from "../measure/cluster";
import { table } from "../measure/figures";
import { copyRuns } from "./copy-runs";
import { type BenchProduct, startInProcess } from "./products";

/** Runs that are started through the product and then copied; one in this many is Ben's, the others are strangers'. */
const ORIGINALS = 20;
/** Cleo has so many, among all the others. */
const FEW = 20;
/** From one copy that is decided to the next: a prime, so that they lie all over and none comes twice. */
const STRIDE = 7_919;

export interface Place extends BenchProduct {
  url: string;
  /** Reviews of Ben's that have waited, a new one each time; their runs wait. */
  waitingReview(): Promise<string>;
  close(): Promise<void>;
}

/** A database with a handful of waiting runs. */
export async function emptyPlace(cluster: Cluster): Promise<Place> {
  const url = await cluster.database("empty");
  const product = await startInProcess(url);
  await startOriginals(product);
  await startFew(product);
  return {
    ...product,
    url,
    waitingReview: () => startRun(product, product.ben.userId, "heating").then(({ reviewId }) => reviewId),
    close: () => product.holdpoint.stop(),
  };
}

/** The same with `runs` waiting, and what one of them takes on the disk. */
export async function fullPlace(cluster: Cluster, runs: number): Promise<Place & { sizes: string }> {
  const url = await cluster.database("full");
  const product = await startInProcess(url);
  const originals = await startOriginals(product);
  const mine = originals[0];
  if (!mine) throw new Error("Nothing was started.");
  await product.holdpoint.stop();
  const before = await sizesOf(url);
  const count = Math.ceil(runs / ORIGINALS);
  // The connection stays: it knows how the ids of copies are made.
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const ids = originals.map(({ runId }) => runId);
  const copies = await copyRuns(client, ids, count, (done) => progress(done * ORIGINALS, runs));
  await client.query("vacuum analyze");
  await client.query("checkpoint");
  const sizes = perRun(before, await sizesOf(url), count * ORIGINALS);
  const again = await startInProcess(url);
  await startFew(again);
  let last = 0;
  return {
    ...again,
    url,
    sizes,
    async waitingReview() {
      last = (last + STRIDE) % count;
      const [id] = await copies.idsOf(mine.reviewId, [last + 1]);
      if (!id) throw new Error("There is no such copy.");
      return id;
    },
    async close() {
      await client.end();
      await again.holdpoint.stop();
    },
  };
}

export async function startRun({ holdpoint, ana }: BenchProduct, person: string, about: string) {
  const run = await holdpoint.operations.startRun(ana, { workflow: "bench-desk", input: { person, about } });
  const review = run.reviews[0];
  if (!review) throw new Error(`The run is ${run.status} and has no review.`);
  return { runId: run.id, reviewId: review.id };
}

function startOriginals(product: BenchProduct) {
  const subjects = [
    "heating",
    "water",
    "noise",
    "parking",
    "a key",
    "the lift",
    "mice",
    "rent",
    "a pram",
    "the garden",
  ];
  return Promise.all(
    Array.from({ length: ORIGINALS }, (_, index) =>
      startRun(product, index === 0 ? product.ben.userId : randomUUID(), subjects[index % subjects.length] ?? ""),
    ),
  );
}

const startFew = (product: BenchProduct) =>
  Promise.all(Array.from({ length: FEW }, () => startRun(product, product.cleo.userId, "a lighthouse")));

function progress(done: number, all: number): void {
  if (done % 100_000 === 0 || done >= all) console.error(`${done.toLocaleString("en")} runs wait`);
}

interface Size {
  name: string;
  rows: number;
  indexes: number;
}

async function sizesOf(url: string): Promise<Map<string, Size>> {
  const { rows } = await withClient(url, (client) =>
    client.query<{ name: string; rows: string; indexes: string }>(
      `select c.relname as name, sum(pg_table_size(c.oid)) as rows, sum(pg_indexes_size(c.oid)) as indexes
       from pg_class c join pg_namespace s on s.oid = c.relnamespace
       where s.nspname = 'public' and c.relkind = 'r' group by 1`,
    ),
  );
  return new Map(
    rows.map(({ name, ...size }) => [name, { name, rows: Number(size.rows), indexes: Number(size.indexes) }]),
  );
}

function perRun(before: Map<string, Size>, after: Map<string, Size>, runs: number): string {
  const grown = [...after.values()]
    .map(({ name, rows, indexes }) => ({
      name,
      rows: (rows - (before.get(name)?.rows ?? 0)) / runs,
      indexes: (indexes - (before.get(name)?.indexes ?? 0)) / runs,
    }))
    .filter(({ rows }) => rows > 1)
    .sort((a, b) => b.rows + b.indexes - a.rows - a.indexes);
  const total = (key: "rows" | "indexes") => grown.reduce((sum, size) => sum + size[key], 0);
  const line = (name: string, rows: number, indexes: number) => [name, ...[rows, indexes, rows + indexes].map(bytes)];
  return table(
    ["bytes of one waiting run", "rows", "indexes", "together"],
    [
      ...grown.map(({ name, rows, indexes }) => line(name, rows, indexes)),
      line("**all**", total("rows"), total("indexes")),
    ],
  );
}

const bytes = (value: number) => Math.round(value).toLocaleString("en");
