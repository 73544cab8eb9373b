import { randomUUID } from "node:crypto";
import { Pool } from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { bucketUrl, s3FileStore } from "@/lib/files/s3-file-store";
import type { FileStore } from "@/lib/operations/file-ports";
import { fileRows, postgresFileStore } from "@/lib/store";
import { someBytes } from "../../support/files";
import { createTestDatabase, type TestDatabase } from "../../support/postgres";
import { startS3 } from "../../support/s3";

let database: TestDatabase;
let pool: Pool;
let s3: Awaited<ReturnType<typeof startS3>>;

beforeAll(async () => {
  database = await createTestDatabase();
  pool = new Pool({ connectionString: database.url });
  s3 = await startS3();
});

afterAll(async () => {
  await pool?.end();
  await database?.drop();
  await s3?.stop();
});

/** A row for it, as an upload makes one first. */
async function newFile(size: number): Promise<string> {
  const id = randomUUID();
  const row = { id, workspaceId: randomUUID(), uploadedBy: randomUUID(), store: "any", name: "a", type: "a/b", size };
  await fileRows(pool).begin(row);
  return id;
}

async function* inPieces(bytes: Uint8Array, breakAt = Number.POSITIVE_INFINITY) {
  for (let at = 0; at < bytes.length; at += 65_536) {
    if (at >= breakAt) throw new Error("It broke off.");
    yield bytes.subarray(at, at + 65_536);
  }
}

async function read(content: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const part of content) parts.push(part);
  return Buffer.concat(parts);
}

const stores: [string, () => FileStore][] = [
  ["Postgres", () => postgresFileStore(pool)],
  ["an S3-compatible store", () => s3FileStore(s3.settings)],
];

describe.each(stores)("%s", (_name, store) => {
  test.each([1, 65_536, 524_288, 524_289, 25_000_000])("gives back the %i bytes it was given", async (size) => {
    const [id, bytes] = [await newFile(size), someBytes(size)];
    await store().put(id, inPieces(bytes), size);
    expect(Buffer.compare(await read(await store().get(id)), Buffer.from(bytes))).toBe(0);
  });

  test("says why an upload broke off", async () => {
    const [id, bytes] = [await newFile(2_000_000), someBytes(2_000_000)];
    await expect(store().put(id, inPieces(bytes, 1_000_000), bytes.length)).rejects.toThrow("It broke off.");
    await store().delete(id);
  });

  test("deletes, and again", async () => {
    const id = await newFile(3);
    await store().put(id, inPieces(someBytes(3)), 3);
    await store().delete(id);
    await store().delete(id);
    await expect(store().get(id)).rejects.toMatchObject({ code: "unavailable" });
  });
});

describe("an S3-compatible store", () => {
  test("that does not take our signature says so to the operator, and to people that it is unavailable", async () => {
    const wrong = s3FileStore({ ...s3.settings, secretAccessKey: "another" });
    await expect(wrong.put(randomUUID(), inPieces(someBytes(3)), 3)).rejects.toMatchObject({ code: "unavailable" });
    await expect(wrong.get(randomUUID())).rejects.toMatchObject({ code: "unavailable" });
    await expect(wrong.delete(randomUUID())).rejects.toMatchObject({ code: "unavailable" });
  });

  test("that is away is unavailable", async () => {
    const away = s3FileStore({ ...s3.settings, endpoint: "http://127.0.0.1:9" });
    await expect(away.get(randomUUID())).rejects.toMatchObject({ code: "unavailable" });
    await expect(away.put(randomUUID(), inPieces(someBytes(3)), 3)).rejects.toMatchObject({ code: "unavailable" });
  });

  test("names its bucket in the path, or in front of the host", () => {
    const settings = { ...s3.settings, endpoint: "https://s3.eu-central-1.amazonaws.com" };
    expect(bucketUrl(settings)).toBe("https://s3.eu-central-1.amazonaws.com/papers");
    expect(bucketUrl({ ...settings, pathStyle: false })).toBe("https://papers.s3.eu-central-1.amazonaws.com");
  });
});
