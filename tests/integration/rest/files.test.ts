import { once } from "node:events";
import { connect } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { FileValue } from "@/lib/forms/file-value";
import type { FileView, RunView } from "@/lib/views/views";
import { signIn } from "../../support/demo-session";
import { receipt, sendFile, someBytes } from "../../support/files";
import { withClient } from "../../support/postgres";
import { addTenant, bearer, type Client, expectProblem, type Problem, restClient } from "../../support/rest";
import { startServer, type TestServer } from "../../support/server";

let server: TestServer;
let dana: Client;
let ben: Client;
let olga: Client;

beforeAll(async () => {
  const folder = join(import.meta.dirname, "../../fixtures/files");
  server = await startServer({ env: { HOLDPOINT_WORKFLOWS_DIR: folder, HOLDPOINT_RATE_LIMIT: "0" } });
  dana = restClient(server.url, bearer(server.token));
  ben = restClient(server.url, { Cookie: await signIn(server.url, "ben@example.com"), Origin: server.url });
  olga = restClient(server.url, bearer((await addTenant(server.databaseUrl)).token));
});

afterAll(() => server?.stop());

const upload = async (client: Client, file = receipt): Promise<FileView> => {
  const reply = await sendFile(client, file);
  expect([reply.status, reply.text]).toEqual([201, expect.any(String)]);
  return reply.body;
};
const download = (headers: Record<string, string>, id: string) =>
  fetch(`${server.url}/api/v1/files/${id}`, { headers });
const asDana = () => bearer(server.token);

async function claim(client: Client, input: Record<string, unknown> = {}) {
  const reply = await client.post<RunView>(
    "/api/v1/runs",
    { workflow: "claim", input: { purpose: "Trip", ...input } },
    { Prefer: "wait=10" },
  );
  expect([reply.status, reply.text]).toEqual([201, expect.any(String)]);
  const review = reply.body.reviews[0];
  if (!review) throw new Error("It waits for nobody.");
  const path = `/api/v1/reviews/${review.id}/decision`;
  const decide = <T = Problem>(by: Client, values: object, action = "approve") =>
    by.post<T>(path, { action, values }, { Prefer: "wait=10" });
  return { run: reply.body, decide };
}

describe("an upload", () => {
  test("answers what was kept, and comes back byte for byte, to be saved and never shown", async () => {
    const reply = await sendFile(dana, { ...receipt, type: "Text/HTML", name: 'Bill "1" – ü.html' });
    expect(reply.status).toBe(201);
    expect(reply.body).toEqual({
      id: expect.any(String),
      name: "Bill _1_ – ü.html",
      type: "text/html",
      size: 1_500_000,
      createdAt: expect.any(String),
    });
    expect(reply.headers.get("location")).toBe(`/api/v1/files/${reply.body.id}`);
    const back = await download(asDana(), reply.body.id);
    expect(Object.fromEntries(back.headers)).toMatchObject({
      "content-type": "application/octet-stream",
      "content-disposition": `attachment; filename="Bill _1_ _ _.html"; filename*=UTF-8''Bill%20_1_%20%E2%80%93%20%C3%BC.html`,
      "content-security-policy": "sandbox; default-src 'none'; frame-ancestors 'none'",
      "x-content-type-options": "nosniff",
      "cache-control": "no-store, no-transform",
    });
    expect(Buffer.compare(Buffer.from(await back.arrayBuffer()), Buffer.from(receipt.bytes))).toBe(0);
  });

  test("is its bytes whatever it calls itself: nothing in it is read as a form, JSON or a path", async () => {
    const text = '{"files": {"file": {"path": "/etc/passwd", "filepath": "/etc/passwd"}}, "name": "other"}';
    for (const type of ["application/json", "application/x-www-form-urlencoded", "text/plain"]) {
      const { body } = await sendFile(dana, { name: "a.json", bytes: text, headers: { "Content-Type": type } });
      expect(body).toMatchObject({ name: "a.json", type: "application/octet-stream", size: text.length });
      expect(await (await download(asDana(), body.id)).text()).toBe(text);
    }
    const form = new FormData();
    form.set("file", new Blob([text]), "../../etc/passwd");
    const sent = await dana.send<Problem>("/api/v1/files?name=a", { method: "POST", body: form });
    expectProblem(sent, 415, "unsupported_media_type");
  });

  test("of 50 MB is refused before it is sent", async () => {
    const socket = connect(Number(new URL(server.url).port), "127.0.0.1");
    await once(socket, "connect");
    const head = ["POST /api/v1/files?name=big.bin HTTP/1.1", `Host: ${new URL(server.url).host}`];
    const rest = [`Authorization: Bearer ${server.token}`, "Content-Length: 50000000", "", "only these"];
    socket.write([...head, ...rest].join("\r\n"));
    let answer = "";
    for await (const part of socket) {
      answer += part;
      if (answer.includes("Nothing was kept.")) break;
    }
    expect(answer).toMatch(/^HTTP\/1\.1 413 /);
    expect(answer).toContain("A file can have at most 25 MB. Nothing was kept.");
  });

  test("of 50 MB that is sent all the same is answered, and the connection goes on", async () => {
    expectProblem(await sendFile<Problem>(dana, { name: "b", bytes: new Uint8Array(50_000_000) }), 413, "too_large");
    expect((await dana.get("/api/v1/workflows")).status).toBe(200);
  });

  test("that does not say how long it is, is empty, or has a type that is none is refused", async () => {
    const stream = new Blob(["abc"]).stream();
    const chunked = { method: "POST", body: stream, duplex: "half" } as RequestInit;
    expect((await dana.send<Problem>("/api/v1/files?name=a", chunked)).body.errors?.[0]?.field).toBe("Content-Length");
    expectProblem(await sendFile<Problem>(dana, { name: "a", bytes: "" }), 400, "malformed");
    expect((await sendFile<Problem>(dana, { name: "a", type: "pdf", bytes: "a" })).body.errors?.[0]?.field).toBe(
      "type",
    );
    expect((await sendFile<Problem>(dana, { name: "", bytes: "a" })).body.errors?.[0]?.field).toBe("name");
  });

  test("from a browser counts only from our own pages, as bytes", async () => {
    expect((await upload(ben, { ...receipt, name: "mine.png" })).name).toBe("mine.png");
    const elsewhere = { ...receipt, headers: { Origin: "https://evil.example" } };
    expectProblem(await sendFile<Problem>(ben, elsewhere), 403, "forbidden");
    const simple = { ...receipt, headers: { "Content-Type": "text/plain" } };
    expectProblem(await sendFile<Problem>(ben, simple), 415, "unsupported_media_type");
    expectProblem(await sendFile<Problem>(restClient(server.url, {}), receipt), 401, "unauthenticated");
  });

  test("that breaks off leaves nothing behind", async () => {
    const count = () =>
      withClient(server.databaseUrl, async (client) => {
        const { rows } = await client.query(
          "select (select count(*) from files where name = 'half.bin') + (select count(*) from file_chunks c left join files f on f.id = c.file_id where f.id is null or f.name = 'half.bin') as count, (select count(*) from file_chunks c join files f on f.id = c.file_id where f.name = 'half.bin') as chunks",
        );
        return rows[0] as { count: string; chunks: string };
      });
    const socket = connect(Number(new URL(server.url).port), "127.0.0.1");
    await once(socket, "connect");
    const head = ["POST /api/v1/files?name=half.bin HTTP/1.1", `Host: ${new URL(server.url).host}`];
    socket.write([...head, `Authorization: Bearer ${server.token}`, "Content-Length: 3000000", "", ""].join("\r\n"));
    socket.write(someBytes(1_500_000));
    await expect.poll(async () => Number((await count()).chunks), { timeout: 10_000 }).toBeGreaterThan(0);
    socket.destroy();
    await expect.poll(async () => (await count()).count, { timeout: 10_000 }).toBe("0");
  });

  test("too many in a day are refused", async () => {
    await withClient(server.databaseUrl, (client) =>
      client.query(
        `insert into files (id, workspace_id, uploaded_by, store, status, name, type, size, keep_until)
        select gen_random_uuid(), m.workspace_id, m.user_id, 'postgres', 'ready', 'x', 'text/plain', 1, now()
        from memberships m join users u on u.id = m.user_id, generate_series(1, 1000) where u.email = 'ana@example.com'`,
      ),
    );
    const ana = restClient(server.url, { Cookie: await signIn(server.url, "ana@example.com"), Origin: server.url });
    const reply = await sendFile<Problem>(ana, receipt);
    expectProblem(reply, 429, "rate_limited");
    expect(reply.headers.get("retry-after")).toBe("3600");
    await withClient(server.databaseUrl, (client) => client.query("delete from files where name = 'x'"));
  });
});

describe("a file in an answer", () => {
  test("is named by its id or its reference; name, type and size are those that were kept", async () => {
    const [one, two] = [await upload(dana), await upload(dana, { ...receipt, name: "Second.png" })];
    const { run, decide } = await claim(dana);
    const lie = { id: two.id, name: "/etc/passwd", type: "text/html", size: 1 };
    const values = { receipt: one.id.toUpperCase(), others: [{ paper: lie, note: "Copy" }] };
    const decided = await decide<RunView>(dana, values);
    const kept = ({ id, name, type, size }: FileView): FileValue => ({ id, name, type, size });
    expect([decided.status, decided.body.status]).toEqual([200, "completed"]);
    expect(decided.body.output).toEqual({ receipt: kept(one), others: [{ paper: kept(two), note: "Copy" }] });
    expect((await decide<RunView>(dana, values)).body).toEqual(decided.body);
    expect((await decide<Problem>(dana, { receipt: two.id })).body.code).toBe("review_decided");
    expect((await dana.get<RunView>(`/api/v1/runs/${run.id}`)).body.output).toEqual(decided.body.output);
  });

  test("is seen by its uploader alone until a run uses it, then by whoever may see the run", async () => {
    const file = await upload(dana);
    expect((await ben.get(`/api/v1/files/${file.id}`)).status).toBe(404);
    const { decide } = await claim(dana);
    expect((await decide(dana, { receipt: file.id })).status).toBe(200);
    expect((await ben.get(`/api/v1/files/${file.id}`)).status).toBe(200);
    expect((await olga.get(`/api/v1/files/${file.id}`)).status).toBe(404);
  });

  test("of the run can be named again by somebody else, one of another run can't", async () => {
    const file = await upload(dana);
    const { decide, run } = await claim(dana);
    const again = (await decide<RunView>(dana, { receipt: file.id }, "again")).body.reviews[0];
    const answer = { action: "approve", values: { receipt: file.id } };
    expect((await ben.post<RunView>(`/api/v1/reviews/${again?.id}/decision`, answer)).status).toBe(200);
    const other = await claim(ben);
    expect(other.run.id).not.toBe(run.id);
    const refused = await other.decide(ben, { receipt: file.id });
    expect(refused.body.errors).toEqual([{ field: "receipt", message: expect.stringContaining("choose it again") }]);
  });

  test("that does not fit is refused at its field, and nothing is decided", async () => {
    const [ours, theirs] = [await upload(ben), await upload(olga)];
    const text = await upload(dana, { name: "notes.txt", type: "text/plain", bytes: someBytes(10) });
    const large = await upload(dana, { name: "large.pdf", type: "application/pdf", bytes: someBytes(2_000_001) });
    const { run, decide } = await claim(dana);
    const gone = "Receipt must be a file that was uploaded for it; please choose it again.";
    for (const [value, message] of [
      [theirs.id, gone],
      [ours.id, gone],
      ["01999999-0000-7000-8000-0000000000aa", gone],
      [{ ...theirs, createdAt: undefined }, gone],
      [{ path: "/etc/passwd" }, gone],
      [text.id, "Receipt takes only images, .pdf. Please choose another file."],
      [large.id, "Receipt can have at most 2 MB. Please choose a smaller file."],
      [
        { id: large.id, name: "small.png", type: "image/png", size: 5 },
        "Receipt can have at most 2 MB. Please choose a smaller file.",
      ],
      [undefined, 'Please fill in "Receipt".'],
    ] as const) {
      const refused = await decide(dana, { receipt: value });
      expect(refused.body).toMatchObject({ code: "invalid", errors: [{ field: "receipt", message }] });
    }
    const inside = await decide(dana, { receipt: (await upload(dana)).id, others: [{ paper: theirs.id }] });
    expect(inside.body.errors?.[0]?.field).toBe("others.0.paper");
    expect((await dana.get<RunView>(`/api/v1/runs/${run.id}`)).body.status).toBe("waiting");
  });

  test("begins a run, too", async () => {
    const pdf = await upload(dana, { name: "Agenda.pdf", type: "application/pdf", bytes: someBytes(100) });
    const { run } = await claim(dana, { agenda: pdf.id });
    expect(run.input).toEqual({
      purpose: "Trip",
      agenda: { id: pdf.id, name: "Agenda.pdf", type: "application/pdf", size: 100 },
    });
    expect((await ben.get(`/api/v1/files/${pdf.id}`)).status).toBe(200);
    const start = { workflow: "claim", input: { purpose: "Trip", agenda: (await upload(olga)).id } };
    expect((await dana.post("/api/v1/runs", start)).body.errors?.[0]?.field).toBe("agenda");
  });
});
