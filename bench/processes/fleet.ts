import { mkdtemp } from "node:fs/promises";
import { join } from "node:path";
import { signIn } from "@/tests/support/demo-session";
import { type Product, startProduct } from "@/tests/support/product";
import { bearer, type Client, clientOf } from "../measure/client";
import type { Cluster } from "../measure/cluster";

export interface Fleet {
  /** Of each web process: Dana by her token, and Ben by a session that the first one opened. */
  webs: { dana: Client; ben: Client }[];
  /** Exit codes of those that were not stopped in good order. */
  stop(): Promise<(number | null)[]>;
}

const TOKEN = "token-of-the-processes-0123456789-0123456789";

/** Starts processes on one database: `all` ones that do everything, or webs and workers. */
export async function startFleet(
  cluster: Cluster,
  database: string,
  roles: ("all" | "web" | "worker")[],
  service: string,
): Promise<Fleet> {
  const databaseUrl = await cluster.database(database);
  const start = async (role: string) =>
    startProduct({
      HOLDPOINT_ROLE: role,
      DATABASE_URL: databaseUrl,
      HOLDPOINT_DATA_DIR: await mkdtemp(join(cluster.folder, "data-")),
      HOLDPOINT_SECRET: "one secret for all processes of this measurement",
      HOLDPOINT_DEMO_TOKEN: TOKEN,
      HOLDPOINT_RATE_LIMIT: "0",
      HOLDPOINT_POOL_SIZE: "10",
      HOLDPOINT_WORKFLOWS_DIR: "bench/workflows,bench/processes/workflows",
      HOLDPOINT_CHAT_WORKFLOW: "bench-judge",
      HOLDPOINT_ALLOW_PRIVATE_ADDRESSES: service,
      HOLDPOINT_MAIL_DELAY_SECONDS: "86400",
    });
  const products: (Product & { role: string })[] = [];
  // One after the other: what they load is the same, and there may be few cores.
  for (const role of roles) products.push({ role, ...(await start(role)) });
  const urls = products.filter(({ role }) => role !== "worker").map(({ url }) => url);
  const Cookie = await signIn(urls[0] ?? "", "ben@example.com");
  return {
    webs: urls.map((url) => ({
      dana: clientOf(url, bearer(TOKEN)),
      ben: clientOf(url, { Cookie, Origin: url }),
    })),
    stop: async () => (await Promise.all(products.map(({ stop }) => stop()))).filter((code) => code !== 0),
  };
}
