import { expect, it } from "vitest";
import { columnOf, RUN_COLUMNS, type RunColumn } from "@/lib/store/run-columns";
import { createTestDatabase, withClient } from "../../support/postgres";

it("the table of a run's columns is the database's, names and types", async () => {
  const database = await createTestDatabase();
  try {
    const { rows } = await withClient(database.url, (client) =>
      client.query<{ name: string; type: string }>(
        `select column_name as name, udt_name as type from information_schema.columns
         where table_schema = 'public' and table_name = 'runs' order by 1`,
      ),
    );
    const short: Record<string, string> = { int: "int4", boolean: "bool" };
    const mine = (Object.keys(RUN_COLUMNS) as RunColumn[]).map((key) => {
      const { type } = RUN_COLUMNS[key];
      return { name: columnOf(key), type: short[type] ?? type };
    });
    expect(mine.sort((a, b) => (a.name < b.name ? -1 : 1))).toEqual(rows);
  } finally {
    await database.drop();
  }
});
