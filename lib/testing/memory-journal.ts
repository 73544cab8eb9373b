import type { Journal } from "@/lib/effects/ports";
import type { Effect, Json } from "@/lib/engine/types";
import { stored, type Tables, visitsOf } from "./rows";

/** What a visit of a code step keeps between its executions, as lib/store/journal.ts keeps it. */
export function memoryJournal(tables: Tables) {
  return {
    async recall({ runId, seq }: Effect): ReturnType<Journal["recall"]> {
      const rows = tables.get(runId);
      const seqs = [...((rows && visitsOf(rows).find((visit) => visit.seq === seq))?.repeats ?? []), seq];
      const told = rows?.reviews.filter((one) => ["decided", "expired"].includes(one.status)) ?? [];
      return stored({
        answers: bySeq(told, seqs, ({ key, decision }) => [key, decision]),
        results: bySeq(rows?.once ?? [], seqs, ({ key, value }) => [key, value]),
      });
    },
    async record({ runId, seq, epoch }: Effect, key: string, value: Json): Promise<Json> {
      const rows = tables.get(runId);
      const held = rows?.run.seq === seq && rows.run.leaseEpoch === epoch;
      const recorded = held && rows.once.find((one) => one.seq === seq && one.key === key);
      if (recorded) return stored(recorded.value);
      if (!held || rows.run.status !== "running") {
        const message = `"${key}" was not recorded: another process has taken the step over.`;
        throw Object.assign(new Error(message), { code: "lease_lost", retryable: false });
      }
      rows.once.push({ seq, key, value: stored(value) });
      return value;
    },
  };
}

function bySeq<R extends { seq: number }, V>(rows: R[], seqs: number[], pair: (row: R) => [string, V]) {
  const mine = rows.filter(({ seq }) => seqs.includes(seq)).sort((a, b) => a.seq - b.seq);
  return Object.fromEntries(mine.map(pair)) as never;
}
