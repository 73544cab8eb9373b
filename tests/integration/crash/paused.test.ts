import { afterAll, beforeAll, expect, it } from "vitest";
import { CrashClient } from "../../support/crash/client";
import { type Bundle, bundleFixtures } from "../../support/crash/every-point";
import { CrashProduct } from "../../support/crash/product";
import { type Fault, startFaultServer } from "../../support/fault-server";

let bundle: Bundle;

beforeAll(async () => {
  bundle = await bundleFixtures();
});

afterAll(() => bundle.remove());

it("a process that sleeps through its lease changes nothing when it wakes up with its result", {
  timeout: 120_000,
}, async () => {
  const says: ((text: string) => void)[] = [];
  const model = await startFaultServer(
    () => new Promise<Fault>((resolve) => says.push((text) => resolve({ kind: "ok", text }))),
  );
  const env = { OPENAI_BASE_URL: model.baseUrl, OPENAI_API_KEY: model.apiKey, HOLDPOINT_LEASE_SECONDS: "600" };
  const product = await CrashProduct.start(bundle.main, env, 2);
  try {
    await product.arm([]);
    const client = new CrashClient(product);
    const { id } = await client.start("prompt", {});
    await model.requested(1);
    const wake = await product.sleep();
    // The other one takes over, and asks as well.
    await model.requested(2);
    says[0]?.("Said to who sleeps");
    wake();
    await product.passed("after effect");
    await client.get(`/runs/${id}`);
    says[1]?.("Said to who took over");
    expect(await client.ended(id)).toMatchObject({ status: "completed", output: "Said to who took over" });
    expect(new Set(model.requests.map(({ headers }) => headers["idempotency-key"]))).toEqual(new Set([`${id}:1`]));
  } finally {
    await product.stop();
    await model.close();
  }
});
