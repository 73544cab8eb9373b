import type { Client } from "pg";
import { expect } from "vitest";
import { CrashClient } from "./client";
import { contradictions } from "./consistency";
import { DURING, type Outside } from "./outside";
import type { CrashProduct } from "./product";
import { anonymous, storyOf } from "./story";
import type { Point } from "./wire";

/** Plays a client from start to end; answers the ids of the runs it made. */
export type Play = (client: CrashClient, outside: Outside) => Promise<string[]>;

export interface Told {
  stories: unknown[];
  /** By idempotency key (or path) without ids: how often each of those keys was used. */
  calls: Record<string, number[]>;
}

/** How long branches that nobody wants any more may take to end. */
const SETTLED_MS = 15_000;

/** Plays with a process that dies at these points. Everything that holds whatever died is checked here. */
export async function tell(
  product: CrashProduct,
  outside: Outside,
  play: Play,
  crashes: Point[],
  index = 0,
): Promise<Told> {
  const during = crashes[0]?.name === DURING ? crashes[0] : null;
  // A call outside is a point that only the outside knows of.
  await product.arm(during ? [{ name: "nowhere", nth: 1 }, ...crashes.slice(1)] : crashes, index);
  outside.arm(during, () => product.kill(DURING));
  const client = new CrashClient(product);
  const before = await rootsOf(product);
  const ids = await play(client, outside);
  await product.settled();
  expect((await rootsOf(product)) - before, "runs").toBe(ids.length);
  await expectConsistency(product.client);
  await expectKept(product, client);
  const stories: unknown[] = [];
  for (const id of ids) stories.push(await storyOf(product.client, id));
  return { stories, calls: countCalls(outside.calls) };
}

/** A start that was sent again makes no second run. */
async function rootsOf({ client }: CrashProduct): Promise<number> {
  const query = "select count(*)::int from runs where parent_id is null";
  const { rows } = await client.query<{ count: number }>(query);
  return rows[0]?.count ?? 0;
}

function countCalls(calls: string[]): Told["calls"] {
  const counts: Told["calls"] = {};
  for (const key of [...new Set(calls)].sort((a, b) => anonymous(a).localeCompare(anonymous(b)))) {
    const alike = counts[anonymous(key)] ?? [];
    counts[anonymous(key)] = [...alike, calls.filter((call) => call === key).length];
  }
  return counts;
}

async function expectConsistency(client: Client): Promise<void> {
  const until = performance.now() + SETTLED_MS;
  for (;;) {
    const found = await contradictions(client);
    if (Object.keys(found).length === 0) return;
    if (performance.now() > until) expect(found).toEqual({});
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** Every answer that was acknowledged is there. */
async function expectKept(product: CrashProduct, { acknowledged }: CrashClient): Promise<void> {
  const ids = acknowledged.map(({ reviewId }) => reviewId);
  const query = "select id, decision from reviews where id = any($1::uuid[])";
  const { rows } = await product.client.query<{ id: string; decision: unknown }>(query, [ids]);
  for (const { reviewId, action, values } of acknowledged) {
    expect(rows.find(({ id }) => id === reviewId)?.decision).toMatchObject({ action, values });
  }
}
