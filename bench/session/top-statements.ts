import type { ContenderName } from "../contenders/contender";
import { table } from "../measure/figures";
import { short } from "../report/numbers";
import type { BenchPostgres } from "./postgres";

interface TopStatement {
  calls: number;
  share: number;
  planMs: number;
  execMs: number;
  walBytes: number;
  text: string;
}

const READ = `
  select s.calls::float8 as calls, s.wal_bytes::float8 / s.calls as "walBytes",
    (s.total_plan_time + s.total_exec_time) / sum(s.total_plan_time + s.total_exec_time) over () as share,
    s.total_plan_time / s.calls as "planMs", s.total_exec_time / s.calls as "execMs",
    left(regexp_replace(s.query, '\\s+', ' ', 'g'), 90) as text
  from pg_stat_statements s join pg_database d on d.oid = s.dbid where d.datname = $1
  order by share desc limit 15`;

/** What took a contender's database most of its time, since the measuring began. Planning counts where `track_planning` is on. */
export async function topStatements({ admin }: BenchPostgres, name: ContenderName): Promise<string> {
  const { rows } = await admin.query<TopStatement>(READ, [`bench_${name}`]);
  const cells = rows.map(({ calls, share, planMs, execMs, walBytes, text }) => [
    `\`${text.replaceAll("|", "/")}\``,
    short(calls),
    `${(share * 100).toFixed(0)} %`,
    short(planMs),
    short(execMs),
    short(walBytes),
  ]);
  const head = [name, "calls", "of its time", "plan, ms", "execute, ms", "WAL, bytes"];
  return `### Statements of ${name}\n\n${table(head, cells)}\n`;
}
