import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type EmbeddedPostgres, startEmbeddedPostgres } from "./embedded-postgres";

/** A Postgres for tests and tools: fast, keeps nothing, and gone with its folder after `stop`. */
export async function startTemporaryPostgres(): Promise<Pick<EmbeddedPostgres, "url" | "stop">> {
  const dataFolder = await mkdtemp(join(tmpdir(), "holdpoint-"));
  await chmod(dataFolder, 0o755);
  const settings = { fsync: "off", synchronous_commit: "off", full_page_writes: "off", max_connections: "300" };
  const postgres = await startEmbeddedPostgres({ dataFolder, log: () => {}, settings });
  return {
    url: postgres.url,
    stop: async () => {
      await postgres.stop();
      await rm(dataFolder, { recursive: true, force: true });
    },
  };
}
