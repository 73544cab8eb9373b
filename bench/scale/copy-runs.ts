import type pg from "pg";
import { NUMBER } from "./workflow";

/**
 * Multiplies runs as they are, whatever tables and columns they have: every row about them is found by its ids and
 * written again under new ones. Nothing else is known of the schema.
 */

/** An id of the copy: the time of a version 7 id, so that copies lie in the indexes as real runs do. */
const COPIED = `
  create or replace function pg_temp.copied(old uuid, n int, at timestamptz) returns uuid language sql immutable as $$
    select (lpad(to_hex((extract(epoch from at) * 1000)::bigint), 12, '0') || '7' || substr(h, 1, 3) || '8' ||
      substr(h, 4, 15))::uuid from md5(old::text || n) h $$`;

const COLUMNS = `
  select c.relname as "table", a.attname as name, format_type(a.atttypid, a.atttypmod) as type,
    (a.attnum = any(k.indkey) and array_length(k.indkey::int2[], 1) = 1) as "isKey"
  from pg_class c join pg_namespace s on s.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid
    left join pg_index k on k.indrelid = c.oid and k.indisprimary
  where s.nspname = 'public' and c.relkind in ('r', 'p') and not c.relispartition and a.attnum > 0
    and not a.attisdropped and a.attgenerated = '' and a.attidentity = ''
  order by 1, a.attnum`;

interface Column {
  table: string;
  name: string;
  type: string;
  isKey: boolean | null;
}

const BATCH = 20_000;

export interface Copies {
  /** The ids that these copies have instead of this one; by number, from 1 for the oldest. */
  idsOf(original: string, numbers: number[]): Promise<string[]>;
}

/** Writes `count` copies of all that is about the runs, a tenth of a second apart, up to now. */
export async function copyRuns(
  client: pg.Client,
  runIds: string[],
  count: number,
  tell: (done: number) => void,
): Promise<Copies> {
  await client.query("set synchronous_commit = off");
  await client.query(COPIED);
  const { rows } = await client.query<{ now: string }>("select now()::text as now");
  const at = `(timestamptz '${rows[0]?.now}' - (${count} - n) * interval '100 milliseconds')`;
  const columns = (await client.query<Column>(COLUMNS)).rows;
  const names = [...new Set(columns.map(({ table }) => table))];
  const tables = new Map(names.map((name) => [name, columns.filter(({ table }) => table === name)]));
  const ids = await idsAbout(client, [...tables.values()], new Set(runIds));
  const statements: string[] = [];
  for (const [name, own] of tables) statements.push(...(await statementsFor(client, name, own, ids, at)));
  for (let from = 1; from <= count; from += BATCH) {
    const to = Math.min(count, from + BATCH - 1);
    for (const statement of statements) await client.query(statement, [from, to]);
    tell(to);
  }
  return {
    async idsOf(original, numbers) {
      const asked = `select pg_temp.copied($1, n, ${at}) as id from unnest($2::int[]) n`;
      return (await client.query<{ id: string }>(asked, [original, numbers])).rows.map(({ id }) => id);
    },
  };
}

/** The runs' ids, and those of rows that are about them. */
async function idsAbout(client: pg.Client, tables: Column[][], ids: Set<string>): Promise<Set<string>> {
  for (let before = 0; before < ids.size; ) {
    before = ids.size;
    for (const columns of tables) {
      const key = columns.find(({ isKey, type }) => isKey && type === "uuid");
      const condition = mentions(columns);
      if (!key || !condition) continue;
      const found = await client.query(
        `select ${quoted(key.name)} as id from ${quoted(key.table)} where ${condition}`,
        [[...ids]],
      );
      for (const { id } of found.rows) ids.add(id);
    }
  }
  return ids;
}

const mentions = (columns: Column[]) =>
  columns
    .filter(({ type }) => type === "uuid")
    .map(({ name }) => `${quoted(name)} = any($1::uuid[])`)
    .join(" or ");

/** One INSERT for each row that is copied; what is in it says what becomes another id, number or time. */
async function statementsFor(
  client: pg.Client,
  table: string,
  columns: Column[],
  ids: Set<string>,
  at: string,
): Promise<string[]> {
  const condition = mentions(columns);
  if (!condition) return [];
  const texts = columns.map(({ name }) => `${quoted(name)}::text`).join(", ");
  const { rows } = await client.query({
    text: `select ${texts} from ${quoted(table)} where ${condition}`,
    values: [[...ids]],
    rowMode: "array",
  });
  return rows.map((row: (string | null)[]) => {
    const values = columns.map((column, index) => copyOf(client, column, row[index] ?? null, ids, at));
    const names = columns.map(({ name }) => quoted(name)).join(", ");
    return `insert into ${quoted(table)} (${names})
      select ${values.join(", ")} from generate_series($1::int, $2::int) n`;
  });
}

function copyOf(client: pg.Client, { type }: Column, value: string | null, ids: Set<string>, at: string): string {
  if (value === null) return `null::${type}`;
  if (type.startsWith("timestamp") && new Date(value) <= new Date()) return `${at}::${type}`;
  const inside = [...ids].filter((id) => value.includes(id));
  let sql = client.escapeLiteral(value);
  for (const id of inside) sql = `replace(${sql}, '${id}', pg_temp.copied('${id}', n, ${at})::text)`;
  if (value.includes(NUMBER)) sql = `replace(${sql}, '${NUMBER}', n::text)`;
  return `${sql}::${type}`;
}

const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`;
