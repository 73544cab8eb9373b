import { randomBytes, randomUUID } from "node:crypto";
import { Agent, request } from "node:http";
import { join } from "node:path";
import type { RunView } from "@/lib/views/views";
import { startProduct } from "@/tests/support/product";
import { COMMENT, type Open, POOL_SIZE } from "./contender";

/**
 * What `npm start` starts, in a process of its own; this process is its client: kept-alive connections, an API
 * token, and an Idempotency-Key with every write.
 */
export const openHttp: Open = async ({ databaseUrl, folder }) => {
  const token = `hp_bench_${randomBytes(24).toString("hex")}`;
  const server = await startProduct({
    DATABASE_URL: databaseUrl,
    HOLDPOINT_DATA_DIR: folder,
    HOLDPOINT_DEMO_TOKEN: token,
    HOLDPOINT_POOL_SIZE: `${POOL_SIZE}`,
    HOLDPOINT_RATE_LIMIT: "0",
    HOLDPOINT_WORKFLOWS_DIR: join(import.meta.dirname, "../workflows"),
    OPENAI_BASE_URL: "http://127.0.0.1:9",
  });
  const agent = new Agent({ keepAlive: true });
  const post = (path: string, body: object) =>
    postJson(agent, new URL(path, server.url), { Authorization: `Bearer ${token}` }, body);
  return {
    async start() {
      let run = await post("/api/v1/runs", { workflow: "bench-judge", input: {} });
      const decide = async (action: string, values: Record<string, string>) => {
        const [review] = run.reviews;
        const draftRevision = review?.draft?.revision;
        run = await post(`/api/v1/reviews/${review?.id}/decision`, { action, values, draftRevision });
      };
      return { update: () => decide("update", { comment: COMMENT }), accept: () => decide("accept", {}) };
    },
    serverPid: server.process.pid,
    async close() {
      agent.destroy();
      await server.stop();
    },
  };
};

function postJson(agent: Agent, url: URL, headers: Record<string, string>, body: object): Promise<RunView> {
  return new Promise((resolve, reject) => {
    const text = JSON.stringify(body);
    const more = {
      "Content-Type": "application/json",
      "Content-Length": Buffer.byteLength(text),
      "Idempotency-Key": randomUUID(),
    };
    const sent = request(url, { method: "POST", agent, headers: { ...headers, ...more } }, (response) => {
      let answer = "";
      response.setEncoding("utf8").on("data", (chunk) => {
        answer += chunk;
      });
      response.once("error", reject).once("end", () => {
        if ((response.statusCode ?? 0) < 300) resolve(JSON.parse(answer));
        else reject(new Error(`${url.pathname} answered ${response.statusCode}: ${answer}`));
      });
    });
    sent.once("error", reject).end(text);
  });
}
