import { randomBytes } from "node:crypto";
import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { migrate } from "@/lib/store/database/migrate";
import { bundleProduct } from "../support/crash/bundle";
import { ChaosProxy } from "./postgres/chaos-proxy";
import { PostgresPair } from "./postgres/pair";
import { postgresPrograms } from "./postgres/programs";
import { Fleet } from "./product/fleet";
import { Outside } from "./product/outside";

export interface WorldOptions {
  seed: number;
  leaseSeconds: number;
  webs: number;
  workers: number;
  withStandby: boolean;
}

/** Everything real that a run of chaos needs. */
export interface World {
  /** Logs of all processes. */
  folder: string;
  pair: PostgresPair;
  proxy: ChaosProxy;
  fleet: Fleet;
  outside: Outside;
  /** Ends all of it; the folder goes too, unless it is to be kept. */
  end(keep: boolean): Promise<void>;
}

/** Rejects with everything that was started being ended. */
export async function makeWorld(options: WorldOptions): Promise<World> {
  const { seed, leaseSeconds, webs, workers, withStandby } = options;
  const undo: (() => Promise<unknown>)[] = [];
  const end = async () => {
    for (const step of undo.splice(0).reverse()) await step();
  };
  // Postgres would live on.
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const)
    process.once(signal, () => void end().finally(() => process.exit(130)));
  try {
    const programs = await postgresPrograms(withStandby);
    const folder = await mkdtemp(join(tmpdir(), "holdpoint-chaos-"));
    await chmod(folder, 0o755);
    const product = await bundleProduct(
      join(import.meta.dirname, "workflows"),
      join(import.meta.dirname, "product/main.ts"),
    );
    undo.push(product.remove);
    const pair = await PostgresPair.create(folder, programs);
    undo.push(() => pair.stop());
    await migrate(pair.url);
    const proxy = await ChaosProxy.start(pair.port);
    undo.push(() => proxy.close());
    const outside = await Outside.start(seed);
    undo.push(() => outside.close());
    const env = {
      DATABASE_URL: proxy.through(pair.url),
      HOLDPOINT_WORKFLOWS_DIR: join(product.main, "../../workflows"),
      HOLDPOINT_LEASE_SECONDS: String(leaseSeconds),
      HOLDPOINT_RATE_LIMIT: "0",
      HOLDPOINT_SECRET: randomBytes(24).toString("hex"),
      HOLDPOINT_DEMO_TOKEN: randomBytes(24).toString("hex"),
      // Small enough to run out now and then.
      HOLDPOINT_POOL_SIZE: "5",
    };
    const fleet = new Fleet({ main: product.main, env, logs: folder, webs, workers });
    undo.push(() => fleet.stop());
    await fleet.start();
    return {
      folder,
      pair,
      proxy,
      fleet,
      outside,
      async end(keep) {
        await end();
        if (!keep) await rm(folder, { recursive: true, force: true });
      },
    };
  } catch (error) {
    await end();
    throw error;
  }
}
