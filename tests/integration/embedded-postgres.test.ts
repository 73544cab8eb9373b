import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type EmbeddedPostgres, startEmbeddedPostgres } from "@/lib/store/database/embedded-postgres";
import { withClient } from "@/tests/support/postgres";

let dataFolder: string;
let lines: string[];
let postgres: EmbeddedPostgres | undefined;

const start = async () => {
  postgres = await startEmbeddedPostgres({ dataFolder, log: (line) => lines.push(line), settings: { fsync: "off" } });
  return postgres;
};
const stop = async () => {
  await postgres?.stop();
  postgres = undefined;
};
const answers = (url: string) => withClient(url, async (client) => (await client.query("SELECT 1 AS one")).rows);

beforeEach(async () => {
  // A folder that is its owner's alone, as a clone may be.
  dataFolder = await mkdtemp(join(tmpdir(), "holdpoint-postgres-"));
  lines = [];
});

afterEach(async () => {
  await stop();
  await rm(dataFolder, { recursive: true, force: true });
});

describe("the embedded Postgres", () => {
  test("listens on loopback alone and wants its password", async () => {
    const { url } = await start();
    const shown = await withClient(url, async (client) => {
      const settings = await client.query(
        "SELECT name, setting FROM pg_settings WHERE name IN ('listen_addresses', 'unix_socket_directories') ORDER BY 1",
      );
      return settings.rows.map(({ name, setting }) => `${name}=${setting}`);
    });
    expect(shown).toEqual(["listen_addresses=127.0.0.1", "unix_socket_directories="]);
    const wrong = new URL(url);
    wrong.password = "wrong";
    await expect(answers(wrong.href)).rejects.toMatchObject({ code: "28P01" });
  });

  test("keeps its data, and is made again when the first making was cut off", async () => {
    await mkdir(join(dataFolder, "postgres.new"));
    await writeFile(join(dataFolder, "postgres.new", "half"), "");
    const { url } = await start();
    await withClient(url, (client) => client.query("CREATE TABLE kept AS SELECT 42 AS answer"));
    await stop();
    const again = await start();
    expect(again.url).toBe(url);
    const { rows } = await withClient(url, (client) => client.query("SELECT answer FROM kept"));
    expect(rows).toEqual([{ answer: 42 }]);
  });

  test("moves when somebody else has taken its port", async () => {
    const { url } = await start();
    await stop();
    const port = Number(new URL(url).port);
    const other = createServer().listen(port, "127.0.0.1");
    try {
      const moved = await start();
      expect(new URL(moved.url).port).not.toBe(String(port));
      expect(await answers(moved.url)).toEqual([{ one: 1 }]);
    } finally {
      other.close();
    }
  });

  test("is not fooled by another process that now has the number of the old one", async () => {
    const { url } = await start();
    const file = join(dataFolder, "postgres/postmaster.pid");
    const old = await readFile(file, "utf8");
    await stop();
    await writeFile(file, old.replace(/^\d+/, String(process.pid)));
    await start();
    expect(await answers(url)).toEqual([{ one: 1 }]);
  });

  test("does not make new passwords over an old database", async () => {
    await start();
    await stop();
    await rm(join(dataFolder, "postgres.json"));
    await expect(start()).rejects.toThrow(/postgres\.json is missing: put it back from a backup\.$/);
  });
});
