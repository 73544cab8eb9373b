import { afterAll, beforeAll, expect, it } from "vitest";
import { CrashClient } from "../../support/crash/client";
import { type Bundle, bundleFixtures } from "../../support/crash/every-point";
import { CrashProduct } from "../../support/crash/product";
import type { Point } from "../../support/crash/wire";
import { type RemoteAgentServer, startRemoteAgent } from "../../support/remote-agent";

let bundle: Bundle;
let remote: RemoteAgentServer;
let product: CrashProduct;

beforeAll(async () => {
  bundle = await bundleFixtures();
  remote = await startRemoteAgent(({ text }) => {
    if (text === "Plan a trip") return { state: "input_required", text: "Where to?" };
    return { state: "completed", artifact: { text: `Booked: ${text}` } };
  });
  product = await CrashProduct.start(bundle.main, { HOLDPOINT_ALLOW_PRIVATE_ADDRESSES: remote.place });
});

afterAll(async () => {
  await product?.stop();
  await remote?.close();
  await bundle?.remove();
});

/** A run from start to end; the agent has one task then, and has heard each message once. */
async function play(): Promise<void> {
  remote.heard.length = 0;
  const client = new CrashClient(product);
  const { id } = await client.start("agent", { url: remote.url });
  await client.decide((await client.inReview(id)).reviews[0], "continue", { answer: "Rome" });
  expect(await client.ended(id)).toMatchObject({ status: "completed", output: "Booked: Rome" });
  await product.settled();
  expect(remote.heard.map(({ messageId, text }) => [messageId, text])).toEqual([
    [`${id}:1`, "Plan a trip"],
    [`${id}:1:errand`, "Rome"],
  ]);
}

/** What only an agent's step does; the rest is the same for every kind. */
const OURS = /once|suspended/;

it("whoever dies where, before or after what it does and notes, the agent hears each message once", {
  timeout: 300_000,
}, async () => {
  await product.arm([]);
  await play();
  const points = (await product.trace()).filter(({ name }) => OURS.test(name));
  const expected = ["before once", "after once", "before effect.suspended", "after effect.suspended"];
  expect(new Set(points.map(({ name }) => name))).toEqual(new Set(expected));
  for (const point of points) await dieAt(point);
});

async function dieAt(point: Point): Promise<void> {
  await product.arm([point]);
  await play().catch((cause: Error) => {
    throw new Error(`killed ${point.name} #${point.nth}: ${cause.message}`, { cause });
  });
  expect(product.deaths).toHaveLength(1);
}

it.each([1, 2])("killed when the agent has message %i, and has not said so yet", { timeout: 60_000 }, async (nth) => {
  await product.arm([]);
  remote.onAnswer = async (method) => {
    if (method !== "SendMessage" || remote.heard.length !== nth) return;
    remote.onAnswer = () => {};
    await product.kill("before the agent's answer");
  };
  await play();
  expect(product.deaths).toEqual(["before the agent's answer"]);
});
