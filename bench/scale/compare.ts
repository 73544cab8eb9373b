import { ms, quantile, table, timed } from "../measure/figures";
import { type Place, startRun } from "./places";

export interface Comparison {
  name: string;
  /** Done once, timed from here. */
  work(place: Place, prepared: string): Promise<unknown>;
  /** Done before, not timed. */
  prepare?(place: Place): Promise<string>;
  times: number;
}

const decide = (place: Place, reviewId: string) =>
  place.holdpoint.operations.decideReview(place.ben, reviewId, {
    action: "update",
    values: { comment: "Please make it shorter." },
  });
const open = { status: "open", asked: "me", limit: 50 } as const;
const search = (query: string) => (place: Place) =>
  place.holdpoint.operations.listReviews(place.ana, { ...open, query });

const COMPARISONS: Comparison[] = [
  { name: "start a run", times: 200, work: (place) => startRun(place, place.ben.userId, "heating") },
  {
    name: "decide a new review (update, next draft, next review)",
    times: 200,
    prepare: (place) => startRun(place, place.ben.userId, "heating").then(({ reviewId }) => reviewId),
    work: decide,
  },
  {
    name: "decide one that has waited",
    times: 200,
    prepare: (place) => place.waitingReview(),
    work: decide,
  },
  { name: "inbox, first page, who sees all", times: 40, work: (p) => p.holdpoint.operations.listReviews(p.ana, open) },
  {
    name: "inbox, first page, 1 in 20 is theirs",
    times: 40,
    work: (p) => p.holdpoint.operations.listReviews(p.ben, open),
  },
  {
    name: "inbox, first page, 20 are theirs",
    times: 40,
    work: (p) => p.holdpoint.operations.listReviews(p.cleo, open),
  },
  {
    name: "count beside “Inbox”, who sees all",
    times: 40,
    work: (p) => p.holdpoint.operations.countOpenReviews(p.ana),
  },
  {
    name: "count beside “Inbox”, 20 are theirs",
    times: 40,
    work: (p) => p.holdpoint.operations.countOpenReviews(p.cleo),
  },
  { name: "search: a word that 20 have", times: 20, work: search("lighthouse") },
  { name: "search: a word that 1 in 10 has", times: 20, work: search("parking") },
  { name: "search: a word that all have", times: 20, work: search("complaint") },
  { name: "search: the number of one", times: 20, work: search("complaint 4711") },
  {
    name: "search: words that 20 have, 20 are theirs",
    times: 20,
    work: (p) => p.holdpoint.operations.listReviews(p.cleo, { ...open, query: "a lighthouse" }),
  },
  {
    name: "runs, first page",
    times: 40,
    work: (p) => p.holdpoint.operations.listRuns(p.ana, { limit: 50, rootsOnly: true }),
  },
  {
    name: "runs that wait, first page",
    times: 40,
    work: (p) => p.holdpoint.operations.listRuns(p.ana, { limit: 50, rootsOnly: true, status: "waiting" }),
  },
];

/** Both places in turn, so that what else the machine does meets both. Resolves to lines of a table. */
export async function compare(empty: Place, full: Place, log: (line: string) => void): Promise<string> {
  const rows: string[][] = [];
  for (const comparison of COMPARISONS) {
    const times = { empty: [] as number[], full: [] as number[] };
    for (let round = -3; round < comparison.times; round++) {
      const measured = { empty: await once(empty, comparison), full: await once(full, comparison) };
      // The first rounds warm up.
      if (round < 0) continue;
      times.empty.push(measured.empty);
      times.full.push(measured.full);
    }
    const [a, b] = [quantile(times.empty, 0.5), quantile(times.full, 0.5)];
    rows.push([comparison.name, ms(a), ms(b), ms(quantile(times.full, 0.95)), (b / a).toFixed(2)]);
    log(rows.at(-1)?.join(" | ") ?? "");
  }
  return table(["median, one at a time", "empty", "full", "full, p95", "full : empty"], rows);
}

async function once(place: Place, { prepare, work }: Comparison): Promise<number> {
  const prepared = (await prepare?.(place)) ?? "";
  return timed(() => work(place, prepared));
}
