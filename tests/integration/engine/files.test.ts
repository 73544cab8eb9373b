import { createHash, randomUUID } from "node:crypto";
import { join } from "node:path";
import { Pool } from "pg";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { s3FileStore } from "@/lib/files/s3-file-store";
import type { FormValues } from "@/lib/forms/spec";
import type { FilesPort } from "@/lib/operations/file-ports";
import { removeUnusedFiles } from "@/lib/operations/files";
import { deleteFilesOfRuns, fileRows, postgresFileStore } from "@/lib/store";
import type { FileView, RunView } from "@/lib/views/views";
import { file, workflow } from "@/lib/workflow";
import { receipt } from "../../support/files";
import { startHoldpoint, type TestHoldpoint } from "../../support/holdpoint";
import { createTestDatabase, type TestDatabase } from "../../support/postgres";
import { startS3 } from "../../support/s3";

let s3: Awaited<ReturnType<typeof startS3>>;

beforeAll(async () => {
  s3 = await startS3();
});

afterAll(() => s3?.stop());

describe.each(["postgres", "s3"])("files kept in %s", (kind) => {
  let database: TestDatabase;
  let holdpoint: TestHoldpoint;
  let pool: Pool;
  let files: FilesPort;

  beforeAll(async () => {
    database = await createTestDatabase();
    pool = new Pool({ connectionString: database.url });
    const { endpoint, bucket, accessKeyId, secretAccessKey } = s3.settings;
    const env = {
      HOLDPOINT_S3_ENDPOINT: endpoint,
      HOLDPOINT_S3_BUCKET: bucket,
      HOLDPOINT_S3_ACCESS_KEY_ID: accessKeyId,
      HOLDPOINT_S3_SECRET_ACCESS_KEY: secretAccessKey,
    };
    const workflowsDir = join(import.meta.dirname, "../../fixtures/files");
    holdpoint = await startHoldpoint({ databaseUrl: database.url, workflowsDir, ...(kind === "s3" && { env }) });
    const stores = { postgres: postgresFileStore(pool), s3: s3FileStore(s3.settings) };
    files = { rows: fileRows(pool), stores, current: kind };
  });

  afterAll(async () => {
    await holdpoint?.stop();
    await pool?.end();
    await database?.drop();
  });

  beforeEach(() => pool.query("delete from files"));

  async function upload(name = "a.png"): Promise<FileView> {
    const { bytes, type } = receipt;
    const content = (async function* () {
      yield bytes;
    })();
    return holdpoint.operations.uploadFile(holdpoint.dana, { name, type, size: bytes.length }, content);
  }

  async function answered(): Promise<{ file: FileView; run: RunView }> {
    const file = await upload();
    const { operations, dana } = holdpoint;
    const started = await operations.startRun(dana, { workflow: "claim", input: { purpose: "Trip" } });
    const reviewId = started.reviews[0]?.id ?? "";
    const values = { receipt: file.id };
    return { file, run: await operations.decideReview(dana, reviewId, { action: "approve", values }) };
  }

  /** As if so much time had gone by since anybody last touched them. */
  const later = () => pool.query("update files set keep_until = keep_until - interval '24 hours 1 second'");
  const exists = async ({ id }: FileView) => {
    const read = holdpoint.operations.readFile(holdpoint.dana, id);
    return read.then(
      () => true,
      (error: { code: string }) => error.code !== "not_found",
    );
  };
  const isStored = ({ id }: FileView) =>
    files.stores[kind]?.get(id).then(
      () => true,
      () => false,
    );

  test("go after 24 hours without use, with their content; one a run uses stays", async () => {
    const [unused, { file }] = [await upload(), await answered()];
    await removeUnusedFiles(files);
    expect([await exists(unused), await isStored(unused)]).toEqual([true, true]);
    await later();
    await removeUnusedFiles(files);
    expect([await exists(unused), await isStored(unused)]).toEqual([false, false]);
    expect([await exists(file), await isStored(file)]).toEqual([true, true]);
    expect((await pool.query("select keep_until from files")).rows).toEqual([{ keep_until: null }]);
  });

  test("go with the last run that uses them; a fork uses them too", async () => {
    const { file, run } = await answered();
    const { operations, dana } = holdpoint;
    const fork = await operations.forkRun(dana, run.id, { seq: 2 });
    await later();
    await removeUnusedFiles(files);

    await deleteFilesOfRuns(pool, [run.id]);
    await removeUnusedFiles(files);
    expect([await exists(file), await isStored(file)]).toEqual([true, true]);

    await pool.query("delete from runs where id = $1", [fork.id]);
    await deleteFilesOfRuns(pool, [fork.id]);
    await removeUnusedFiles(files);
    expect([await exists(file), await isStored(file)]).toEqual([false, false]);
    expect((await pool.query("select count(*)::int as left from file_chunks")).rows).toEqual([{ left: 0 }]);
  });

  test("of a run that never began are no loss and no leak", async () => {
    const file = await upload();
    const { userId, workspaceId } = holdpoint.dana;
    expect(await files.rows.use([file.id], { runId: randomUUID(), userId, workspaceId })).toEqual([file.id]);
    await removeUnusedFiles(files);
    expect(await exists(file)).toBe(true);
    await later();
    await removeUnusedFiles(files);
    expect(await exists(file)).toBe(false);
  });

  test("are removed or used, never both, when both come at once", async () => {
    const { userId, workspaceId } = holdpoint.dana;
    const { run } = await answered();
    for (let round = 0; round < 20; round++) {
      const file = await upload();
      await later();
      const [used] = await Promise.all([
        files.rows.use([file.id], { runId: run.id, userId, workspaceId }),
        removeUnusedFiles(files),
      ]);
      expect([await exists(file), await isStored(file)]).toEqual([used.length === 1, used.length === 1]);
    }
  });

  test("are read by code steps of their run, and of no other", async () => {
    const { operations, dana } = holdpoint;
    const wait = (id: string) => operations.waitForRun(dana, id, { timeoutMs: 20_000 });
    const [first, second] = [await upload(), await upload()];
    const started = await operations.startRun(dana, { workflow: "digest", input: { paper: first.id } });
    const review = (await wait(started.id)).reviews[0]?.id ?? "";
    await operations.decideReview(dana, review, { action: "continue", values: { extra: second.id } });
    const hash = createHash("sha256").update(receipt.bytes).digest("hex");
    expect((await wait(started.id)).output).toEqual({ first: hash, second: hash });

    for (const id of [first.id, "../../etc/passwd"]) {
      const prying = await operations.startRun(dana, { workflow: "prying", input: { id } });
      expect((await wait(prying.id)).error).toMatchObject({ code: "no_such_file" });
    }
  });

  test("that are being removed can't be answered with, and the sentence stands at the field", async () => {
    const { operations, dana } = holdpoint;
    const file = await upload();
    await pool.query("update files set status = 'removing' where id = $1", [file.id]);
    const run = await operations.startRun(dana, { workflow: "claim", input: { purpose: "Trip" } });
    const answer = { action: "approve", values: { receipt: file.id } };
    await expect(operations.decideReview(dana, run.reviews[0]?.id ?? "", answer)).rejects.toMatchObject({
      code: "invalid",
      details: { errors: [{ field: "receipt" }] },
    });
  });
});

test("T9: a file that was given behind a curtain can't be named before it by who does not see it", async () => {
  const database = await createTestDatabase();
  const actions = { go: { label: "Go" } };
  const paper = { paper: file({ label: "Paper" }) };
  const hides = workflow("hides", { title: "Hides", input: {} })
    .form("open", { fields: paper, actions })
    .form("hidden", { fields: paper, actions, visibility: "participants", assignee: { kind: "role", id: "admin" } })
    .form("last", { fields: {}, actions })
    .end("done", { output: () => null })
    .build();
  const { operations, ben, dana, stop } = await startHoldpoint({ databaseUrl: database.url, workflows: [hides] });
  try {
    const run = await operations.startRun(dana, { workflow: "hides", input: {} });
    const answer = async (by: typeof ben, values: object) => {
      const [review] = (await operations.getRun(dana, run.id)).reviews;
      return operations.decideReview(by, review?.id ?? "", { action: "go", values: values as FormValues });
    };
    const bytes = Buffer.from("secret");
    const content = (async function* () {
      yield new Uint8Array(bytes);
    })();
    const kept = await operations.uploadFile(dana, { name: "a.txt", type: "text/plain", size: bytes.length }, content);
    await answer(dana, {});
    await answer(dana, { paper: kept.id });
    await operations.rewindRun(dana, run.id, { seq: 1 });
    await expect(operations.readFile(ben, kept.id)).rejects.toMatchObject({ code: "not_found" });
    await expect(answer(ben, { paper: kept.id })).rejects.toMatchObject({ code: "invalid" });
    await answer(dana, { paper: kept.id });
  } finally {
    await stop();
    await database.drop();
  }
});
