import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { checkKind } from "@/lib/deliveries/check";
import { Deliveries } from "@/lib/deliveries/deliveries";
import type { AgentsPort, NewAgent } from "@/lib/operations/agent-ports";
import { makeDueChecks } from "@/lib/operations/agents";
import { agentRows, type Database, deliveryStore, openDatabase } from "@/lib/store";
import { createTestDatabase, type TestDatabase } from "../../support/postgres";

const WORKSPACE = randomUUID();

let test: TestDatabase;
let database: Database;
let agents: AgentsPort;
let checked: string[];
let answer: () => Promise<{ ok: boolean; message: string }>;

beforeAll(async () => {
  test = await createTestDatabase();
  database = openDatabase(test.url, 4);
  agents = {
    rows: agentRows(database.pool, database.prisma),
    assistants: [],
    refusesAddress: async () => null,
    check: ({ name }) => {
      checked.push(name);
      return answer();
    },
  };
});

beforeEach(async () => {
  checked = [];
  answer = async () => ({ ok: true, message: "There." });
  await database.pool.query("delete from agents");
});

afterAll(async () => {
  await database?.close();
  await test?.drop();
});

async function add(name: string, more: Partial<NewAgent> = {}) {
  const added = await agents.rows.add({
    id: randomUUID(),
    workspaceId: WORKSPACE,
    name,
    description: "",
    capabilities: [],
    kind: "a2a",
    enabled: true,
    assistant: null,
    instructions: null,
    model: null,
    cardUrl: "https://agents.example.com",
    secret: null,
    createdBy: { kind: "system", id: "test", name: "test" },
    ...more,
  });
  if (added === "taken") throw new Error("The name is taken.");
  return added;
}

/** Some process makes checks of what is due, and carries them out. */
async function checkDue(): Promise<void> {
  await makeDueChecks(agents);
  const kinds = { check: checkKind(agents, 60_000) };
  const deliveries = new Deliveries(deliveryStore(database.pool), kinds, { sweepMs: 60_000, log: () => undefined });
  await deliveries.take();
  const open = async () => (await database.pool.query("select from deliveries")).rowCount;
  await expect.poll(open, { timeout: 15_000 }).toBe(0);
  await deliveries.stop();
}

it("cards are looked at once an hour, whoever looks; only those of agents elsewhere that are in use", async () => {
  const one = await add("One");
  await add("Two");
  await add("Off", { enabled: false });
  await add("Model", { kind: "prompt", cardUrl: null, instructions: "Help." });
  await Promise.all([checkDue(), checkDue(), checkDue()]);
  await checkDue();
  expect(checked.sort()).toEqual(["One", "Two"]);
  expect((await agents.rows.get(WORKSPACE, one.id))?.health).toMatchObject({ ok: true, message: "There." });

  checked = [];
  await database.pool.query("update agents set health_checked_at = now() - interval '61 minutes' where name = 'One'");
  await checkDue();
  expect(checked).toEqual(["One"]);
});

it("what a check found out about settings that have changed meanwhile says nothing about the new ones", async () => {
  const { id } = await add("Moved");
  answer = async () => {
    await agents.rows.edit(WORKSPACE, id, { cardUrl: "https://new.example.com", health: null });
    return { ok: false, message: "Nobody there." };
  };
  await checkDue();
  expect(checked).toEqual(["Moved"]);
  expect(await agents.rows.get(WORKSPACE, id)).toMatchObject({ cardUrl: "https://new.example.com", health: null });
});

it("names are found whatever their case and spaces, and no workspace sees another's", async () => {
  const { id } = await add("Freight  quotes");
  expect(await agents.rows.named(WORKSPACE, " freight QUOTES ")).toMatchObject({ id });
  await expect(add("FREIGHT quotes")).rejects.toThrow("The name is taken.");
  const elsewhere = randomUUID();
  expect(await agents.rows.named(elsewhere, "Freight quotes")).toBeNull();
  expect(await agents.rows.edit(elsewhere, id, { enabled: false })).toBeNull();
  expect(await agents.rows.remove(elsewhere, id)).toBe(false);
  expect((await agents.rows.search(elsewhere, { query: "freight" }, [])).candidates).toEqual([]);
});
