import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer, request } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { isAlive } from "@/lib/store/database/postmaster";
import { failToStart, type Product, startProduct } from "@/tests/support/product";

let folder: string;
let product: Product;

const start = (settings: Record<string, string> = {}) => startProduct({ HOLDPOINT_DATA_DIR: folder, ...settings });
const health = (url: string) =>
  fetch(`${url}/api/health`).then(
    (response) => response.status,
    () => 0,
  );
const postgresPid = async () =>
  Number((await readFile(join(folder, "postgres/postmaster.pid"), "utf8")).split("\n")[0]);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "holdpoint-start-"));
  product = await start();
}, 180_000);

afterAll(async () => {
  await product?.stop();
  await rm(folder, { recursive: true, force: true });
});

// Each test starts the product several times, which a busy machine takes long for.
describe("npm start", { timeout: 60_000 }, () => {
  test("makes everything ready, says where, and keeps its secrets to its user", async () => {
    expect(product.output().trim().split("\n").at(-1)).toBe(`Holdpoint is ready: ${product.url}`);
    expect(await health(product.url)).toBe(200);
    for (const host of ["localhost", "127.0.0.1"]) {
      expect(await health(product.url.replace("localhost", host))).toBe(200);
    }
    expect(product.output()).toContain(await readFile(join(folder, "demo-token"), "utf8"));
  });

  test("answers only to this machine's own names, so that no site can reach the demo by rebinding its own", async () => {
    const answer = await new Promise<{ status?: number; text: string }>((resolve, reject) => {
      const asked = request(product.url, { headers: { host: "evil.example" } }, async (response) => {
        resolve({ status: response.statusCode, text: (await response.toArray()).join("") });
      });
      asked.once("error", reject).end();
    });
    expect(answer).toEqual({
      status: 403,
      text: `This demo only answers at this machine's own address: open ${product.url}.\n`,
    });
  });

  test("refuses to start twice on the same data, and names who has it", async () => {
    const port = new URL(product.url).port;
    expect(await failToStart({ HOLDPOINT_DATA_DIR: folder })).toEqual({
      code: 1,
      output:
        `Holdpoint already runs at http://localhost:${port} (process ${product.process.pid}) with the data in ${folder}: ` +
        "use that one, stop it, or set HOLDPOINT_DATA_DIR and PORT.\n",
    });
  });

  test("starts the database again when it is killed", async () => {
    const killed = await postgresPid();
    process.kill(killed, "SIGKILL");
    await expect.poll(() => product.output(), { timeout: 15_000 }).toContain("The database runs again.");
    await expect.poll(() => health(product.url), { timeout: 15_000 }).toBe(200);
    expect(await postgresPid()).not.toBe(killed);
  });

  test("recovers by itself when it is killed, with the database still running or killed too", async () => {
    const survivor = await postgresPid();
    await product.kill();
    product = await start();
    expect(await postgresPid()).toBe(survivor);
    expect(product.output()).not.toContain("API token");

    await product.kill();
    process.kill(survivor, "SIGKILL");
    product = await start();
    expect(await health(product.url)).toBe(200);
  });

  test("stops cleanly on Ctrl-C, also when it comes twice and somebody still listens to a stream", async () => {
    const database = await postgresPid();
    const token = await readFile(join(folder, "demo-token"), "utf8");
    const stream = await fetch(`${product.url}/api/live`, {
      headers: { authorization: `Bearer ${token}`, accept: "text/event-stream" },
    });
    const ended = stream.text().catch(() => "cut");
    const stopped = product.stop();
    product.process.kill("SIGINT");
    expect(await stopped).toBe(0);
    await ended;
    expect(isAlive(database)).toBe(false);
    product = await start();
  });
});

describe("a start that can't succeed says in one sentence what to do", { timeout: 60_000 }, () => {
  const sentence = async (settings: Record<string, string>) => {
    const { code, output } = await failToStart(settings);
    expect(code).toBe(1);
    expect(output.trim().split("\n")).toHaveLength(1);
    return output.trim();
  };

  test("taken port", async () => {
    const other = createServer().listen(0, "127.0.0.1");
    await new Promise((resolve) => other.once("listening", resolve));
    const { port } = other.address() as AddressInfo;
    const said = await sentence({ HOLDPOINT_DATA_DIR: join(folder, "other"), PORT: String(port) });
    expect(said).toContain(`Port ${port} is taken by another program: stop that one, or choose another port`);
    other.close();
  });

  test("a data folder that can't be written", async () => {
    const file = join(folder, "a-file");
    await writeFile(file, "");
    expect(await sentence({ HOLDPOINT_DATA_DIR: join(file, "data") })).toContain(
      "make it a folder that you may write to, or set HOLDPOINT_DATA_DIR to another one.",
    );
  });

  test("a database that can't be reached", async () => {
    const said = await sentence({
      HOLDPOINT_DATA_DIR: join(folder, "other"),
      DATABASE_URL: "postgresql://ana:hunter2@127.0.0.1:9/app",
    });
    expect(said).toBe(
      "The database at 127.0.0.1:9 can't be reached (ECONNREFUSED): start it, or correct DATABASE_URL.",
    );
  });

  test("a wrong setting", async () => {
    expect(await sentence({ HOLDPOINT_DATA_DIR: join(folder, "other"), PORT: "http" })).toBe(
      'PORT must be a whole number from 0 to 65535, not "http".',
    );
    expect(await sentence({ HOLDPOINT_DATA_DIR: join(folder, "other"), HOST: "0.0.0.0" })).toContain("HOST=0.0.0.0");
  });
});
