import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { problems } from "@/lib/http/problems";
import type { Page, ReviewSummary, RunSummary, RunView, WorkflowView } from "@/lib/views/views";
import { type FaultServer, startFaultServer } from "../../support/fault-server";
import { bearer, type Client, expectProblem, type Reply, restClient, story, storyInReview } from "../../support/rest";
import { startServer, type TestServer } from "../../support/server";

let model: FaultServer;
let server: TestServer;
let client: Client;
let anybody: Client;

beforeAll(async () => {
  model = await startFaultServer();
  server = await startServer({ env: { OPENAI_BASE_URL: model.baseUrl, OPENAI_API_KEY: model.apiKey } });
  client = restClient(server.url, bearer(server.token));
  anybody = restClient(server.url, {});
});

afterAll(async () => {
  await server?.stop();
  await model?.close();
});

describe("queries", () => {
  const lists = ["/api/v1/workflows", "/api/v1/runs", "/api/v1/reviews"];
  test.each([
    "limit=0",
    "limit=201",
    "limit=-1",
    "limit=1.5",
    "limit=1e2",
    "limit=%2B5",
    "limit=010",
    "limit=ten",
    "limit=",
    "limit=5&limit=5",
    "cursor=",
    "cursor=nonsense",
    "cursor=WyJhIiwiYiJd",
    "cursor=W10",
    "cursor=bnVsbA",
    "cursor=%00",
    "page=2",
  ])("%s does not fit any list", async (query) => {
    const { run } = await storyInReview(client);
    const ofRun = ["events", "drafts", "comments", "steps"].map((part) => `/api/v1/runs/${run.id}/${part}`);
    for (const path of [...lists, ...ofRun]) {
      const reply = await client.get(`${path}?${query}`);
      expectProblem(reply, 422, "invalid");
      expect(reply.body.errors?.[0]?.field).toBe(query.split("=")[0]);
    }
  });

  test("only statuses that exist are filters", async () => {
    for (const path of ["/api/v1/runs", "/api/v1/reviews"]) {
      for (const status of ["", "nope", "OPEN", "running,failed"]) {
        expectProblem(await client.get(`${path}?status=${status}`), 422, "invalid");
      }
    }
    expectProblem(await client.get("/api/v1/runs?status=open"), 422, "invalid");
    expectProblem(await client.get("/api/v1/reviews?workflow=write-story"), 422, "invalid");
    for (const filters of ["query=a", "status=decided&query=a", "status=open&query="]) {
      expectProblem(await client.get(`/api/v1/reviews?${filters}`), 422, "invalid");
    }
  });

  test("addresses without filters take none", async () => {
    const { run, review } = await storyInReview(client);
    expectProblem(await client.get(`/api/v1/runs/${run.id}?limit=1`), 422, "invalid");
    expectProblem(await client.get(`/api/v1/reviews/${review.id}?x=1`), 422, "invalid");
    expectProblem(await client.post("/api/v1/runs?wait=5", story), 422, "invalid");
    expectProblem(await client.get("/api/live"), 422, "invalid");
    expectProblem(await client.get(`/api/live?inbox=1&run=${run.id}`), 422, "invalid");
  });
});

describe("lists", () => {
  test("walk by cursor meets everything once: runs newest first, what belongs to a run oldest first", async () => {
    const { run } = await storyInReview(client);
    await storyInReview(client);
    const walk = async <T>(path: string): Promise<T[]> => {
      const found: T[] = [];
      for (let cursor: string | null = ""; cursor !== null; ) {
        const next: string = cursor && `&cursor=${encodeURIComponent(cursor)}`;
        const { status, body }: Reply<Page<T>> = await client.get<Page<T>>(`${path}?limit=1${next}`);
        expect([status, Object.keys(body)]).toEqual([200, ["data", "nextCursor"]]);
        found.push(...body.data);
        cursor = body.nextCursor;
      }
      return found;
    };
    for (const path of ["/api/v1/runs", "/api/v1/reviews", "/api/v1/workflows", `/api/v1/runs/${run.id}/events`]) {
      const whole = await client.get<Page<unknown>>(`${path}?limit=200`);
      expect(await walk(path)).toEqual(whole.body.data);
    }
    const times = (await walk<RunSummary>("/api/v1/runs")).map(({ createdAt }) => createdAt);
    expect(times).toEqual([...times].sort().reverse());
    const numbers = (await walk<{ seq: number }>(`/api/v1/runs/${run.id}/events`)).map(({ seq }) => seq);
    expect(numbers).toEqual(numbers.map((_, index) => index + 1));
  });

  test("what is open is found by words of its title, under whoever may see it", async () => {
    const input = { prompt: "An otter that counts lanterns" };
    const { body: run } = await client.post<RunView>("/api/v1/runs", { ...story, input }, { Prefer: "wait=30" });
    const found = async (query: string) =>
      (await client.get<Page<ReviewSummary>>(`/api/v1/reviews?status=open&query=${encodeURIComponent(query)}`)).body
        .data;
    expect((await found("Lanterns OTTER")).map(({ runId }) => runId)).toEqual([run.id]);
    expect(await found("lantern fox")).toEqual([]);
  });

  test("a page has 50 entries unless it is told otherwise", async () => {
    await Promise.all(Array.from({ length: 51 }, () => client.post("/api/v1/runs", story)));
    expect((await client.get<Page<unknown>>("/api/v1/runs")).body.data).toHaveLength(50);
    expect((await client.get<Page<unknown>>("/api/v1/runs?limit=51")).body.data).toHaveLength(51);
  });

  test("workflows say what their input asks", async () => {
    const { body } = await client.get<Page<WorkflowView>>("/api/v1/workflows");
    expect(body.data.find(({ name }) => name === "write-story")).toMatchObject({
      title: expect.any(String),
      description: expect.any(String),
      version: expect.any(String),
      input: { fields: expect.arrayContaining([expect.objectContaining({ name: "prompt", required: true })]) },
    });
  });
});

describe("around the answers", () => {
  test("health needs no token", async () => {
    const reply = await anybody.get("/api/health");
    expect([reply.status, reply.body]).toEqual([200, { status: "ok", web: true, worker: true, database: true }]);
  });

  test("answers are not kept, sniffed, framed or read by other sites", async () => {
    for (const reply of [await client.get("/api/v1/runs"), await anybody.get("/api/v1/runs")]) {
      expect(Object.fromEntries(reply.headers)).toMatchObject({
        "cache-control": "no-store",
        "x-content-type-options": "nosniff",
        "x-frame-options": "DENY",
        "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
        "referrer-policy": "same-origin",
      });
      expect(reply.headers.get("access-control-allow-origin")).toBeNull();
    }
  });

  test.each(Object.entries(problems))("%s has a page that says what to do", async (code, { title }) => {
    const reply = await anybody.get<string>(`/docs/errors/${code}`);
    expect(reply.status).toBe(200);
    expect(reply.body).toContain("What to do");
    expect(reply.body).toContain(title.replaceAll("'", "&#x27;"));
  });

  test("pages carry a fresh nonce on every script, and a policy that lets nothing else run", async () => {
    const pages = [await anybody.get<string>("/docs/errors"), await anybody.get<string>("/docs/errors")];
    const nonces = pages.map(
      ({ headers }) => /'nonce-([^']+)'/.exec(headers.get("content-security-policy") ?? "")?.[1],
    );
    expect(nonces[0]).not.toBe(nonces[1]);
    for (const [index, { body, headers }] of pages.entries()) {
      const scripts = body.match(/<script[^>]*>/g) ?? [];
      expect(scripts.length).toBeGreaterThan(0);
      for (const script of scripts) expect(script).toContain(`nonce="${nonces[index]}"`);
      expect(headers.get("content-security-policy")).toMatch(/frame-ancestors 'none'.*$/);
      expect(headers.get("content-security-policy")).not.toMatch(/script-src[^;]*unsafe/);
      expect(headers.get("strict-transport-security")).toBeNull();
    }
  });
});
