import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { migrate } from "@/lib/store/database/migrate";
import { type FaultServer, startFaultServer } from "../../support/fault-server";
import { startHoldpoint } from "../../support/holdpoint";
import { createOldDatabase, withClient } from "../../support/postgres";
import { answer, eventsOf } from "../../support/versions";

/** The tables as the first release made them; later ones bring the rows up to date. */
const FIRST = "20261121000000_first";
const folder = join(import.meta.dirname, "../../fixtures/golden");

type Rows = Record<string, { id?: string; [column: string]: unknown }[]>;

async function load(databaseUrl: string, rows: Rows): Promise<void> {
  await withClient(databaseUrl, async (client) => {
    for (const [table, records] of Object.entries(rows)) {
      const columns = Object.keys(records[0] ?? {}).map((column) => client.escapeIdentifier(column));
      const list = columns.join(", ");
      const all = `insert into ${table} (${list}) select ${list} from jsonb_populate_recordset(null::${table}, $1)`;
      await client.query(all, [JSON.stringify(records)]);
    }
  });
}

it.each(readdirSync(folder))(
  "a paused run of an earlier release, %s, goes on under today's code",
  { timeout: 60_000 },
  async (file) => {
    const database = await createOldDatabase(FIRST);
    const model: FaultServer = await startFaultServer([
      { kind: "ok", text: "Third draft." },
      { kind: "ok", text: "The keeper" },
    ]);
    const rows = JSON.parse(readFileSync(join(folder, file), "utf8")) as Rows;
    const id = rows.runs?.[0]?.id ?? "";
    await load(database.url, rows);
    await migrate(database.url);
    const holdpoint = await startHoldpoint({ databaseUrl: database.url, model });
    try {
      const { operations, ana } = holdpoint;
      const paused = await operations.getRun(ana, id);
      expect(paused).toMatchObject({ status: "waiting", blocked: null, reviews: [{ draft: { revision: 2 } }] });
      await answer(holdpoint, paused, "update", { comment: "Set it at sea." });
      const again = await operations.waitForRun(ana, id, { timeoutMs: 20_000 });
      expect(again.reviews).toMatchObject([{ visit: 3, draft: { revision: 3, content: "Third draft." } }]);
      await answer(holdpoint, again, "accept");
      expect(await operations.waitForRun(ana, id, { timeoutMs: 20_000 })).toMatchObject({
        status: "completed",
        output: { title: "The keeper", text: "Third draft.", rounds: 3 },
      });
      expect((await operations.listComments(ana, id, { limit: 10 })).data.map(({ text }) => text)).toEqual([
        "Name her Ida.",
        "Set it at sea.",
      ]);
      expect(await eventsOf(holdpoint, id)).toEqual([
        "run.started",
        ...["step.started", "draft.written", "review.opened", "review.decided"],
        ...["step.started", "draft.written", "review.opened", "review.decided"],
        ...["step.started", "draft.written", "review.opened", "review.decided"],
        ...["step.started", "step.completed", "run.completed"],
      ]);
    } finally {
      await holdpoint.stop();
      await model.close();
      await database.drop();
    }
  },
);
