import { setTimeout as delay } from "node:timers/promises";
import type { ContenderName } from "../contenders/contender";
import { loadOfFamily } from "../measure/process-load";
import type { BenchPostgres } from "./postgres";

/** What the database has done since it began. */
export interface Reading {
  /** Of this contender's database. */
  statements: number;
  /** Of the whole server, as `cpuMs`. */
  walBytes: number;
  cpuMs: number;
}

const READ = `
  select pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '0/0')::float8 as "walBytes", coalesce(sum(s.calls), 0)::float8 as statements
  from pg_database d left join pg_stat_statements s on s.dbid = d.oid where d.datname = $1`;

export async function readMeter({ admin, pid }: BenchPostgres, name: ContenderName): Promise<Reading> {
  const { rows } = await admin.query<Omit<Reading, "cpuMs">>({ name: "meter", text: READ, values: [`bench_${name}`] });
  if (!rows[0]) throw new Error(`There is no database of ${name}.`);
  return { ...rows[0], cpuMs: loadOfFamily(pid).cpuMs };
}

/** A server process reports its transactions when it has been quiet for ten seconds at the latest. */
const SETTLED_MS = 10_500;

/** Each call tells the transactions since the call before, by contender. Takes ten seconds. */
export async function transactionCounter({ admin }: BenchPostgres): Promise<() => Promise<Map<ContenderName, number>>> {
  const read = async () => {
    await delay(SETTLED_MS);
    const { rows } = await admin.query<{ name: ContenderName; count: number }>(`
      select substr(datname, 7) as name, (xact_commit + xact_rollback)::float8 as count
      from pg_stat_database where datname like 'bench\\_%'`);
    return new Map(rows.map(({ name, count }) => [name, count]));
  };
  let before = await read();
  return async () => {
    const now = await read();
    const since = new Map([...now].map(([name, count]) => [name, count - (before.get(name) ?? 0)]));
    before = now;
    return since;
  };
}
