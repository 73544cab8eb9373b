import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { signIn } from "../../support/demo-session";
import { bearer, type Client, restClient } from "../../support/rest";
import { startServer, type TestServer } from "../../support/server";

let server: TestServer;
let client: Client;

beforeAll(async () => {
  server = await startServer();
  client = restClient(server.url, bearer(server.token));
}, 120_000);

afterAll(async () => {
  await server?.stop();
});

describe("odd addresses of pages", () => {
  let cookie: string;
  beforeAll(async () => {
    cookie = await signIn(server.url, "dana@example.com");
  });
  const page = async (path: string) => {
    const reply = await fetch(server.url + path, { headers: { Cookie: cookie } });
    return { status: reply.status, html: await reply.text() };
  };

  test.each([
    ["/inbox?q=%00", 200],
    ["/inbox?q=%00&asked=anyone&pages=1e99", 200],
    ["/agents?q=%00", 200],
    ["/runs?status=%00&pages=-1", 200],
    ["/outbox?after=x", 404],
    ["/outbox?after=%00", 404],
    ["/start/%25", 404],
    ["/start/%00", 404],
    ["/start/__proto__", 404],
    ["/chat/%25", 404],
    ["/chat/%00", 404],
    ["/runs/%25", 404],
    ["/reviews/%00", 404],
    ["/agents/__proto__", 404],
    ["/docs/errors/%25", 404],
  ])("T13: %s answers %i and is no error of ours", async (path, status) => {
    const before = server.log();
    expect((await page(path)).status).toBe(status);
    expect(server.log()).toBe(before);
  });

  test("T13: a page takes nothing that is sent to it, and says so without reading it", async () => {
    const before = server.log();
    for (const method of ["POST", "PUT", "PATCH", "DELETE"]) {
      for (const body of ["garbage", "x".repeat(3_000_000)]) {
        for (const type of ["multipart/form-data; boundary=x", "application/x-www-form-urlencoded", "text/plain"]) {
          const headers = { Cookie: cookie, "Content-Type": type, "Next-Action": "0".repeat(40) };
          const { status } = await fetch(`${server.url}/inbox`, { method, headers, body });
          expect([method, type, status]).toEqual([method, type, 405]);
        }
      }
    }
    expect(server.log()).toBe(before);
  });

  test("a thread is found by its own name, whatever that looks like encoded", async () => {
    const names = ["p%41x", "pAx", "p%2541x", "a b/ü?#&+"];
    for (const name of names) await client.post("/api/chat", { prompt: `Named ${name}.`, thread_id: name });
    for (const name of names) {
      const { status, html } = await page(`/chat/${encodeURIComponent(name)}`);
      const title = /<title>(.*?)<\/title>/.exec(html)?.[1]?.replaceAll("&amp;", "&");
      expect([status, title]).toEqual([200, `Named ${name}. · Holdpoint`]);
    }
    for (const name of [".", "..", "a/../b", "a\\.\\b"]) {
      const reply = await client.post("/api/chat", { prompt: "Hi", thread_id: name });
      expect([name, reply.status]).toEqual([name, 422]);
    }
  });
});
