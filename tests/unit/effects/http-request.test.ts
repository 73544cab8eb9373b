import { getEventListeners } from "node:events";
import { expect, test } from "vitest";
import { addressGuard } from "@/lib/effects/address-guard";
import { sendRequest } from "@/lib/effects/http-request";
import { sendJson, startJsonServer } from "../../support/json-server";

test("nobody listens to the signal any more once the answer is there, or it was refused", async () => {
  const server = await startJsonServer((_, response) => sendJson(response, 200, { ok: true }));
  try {
    const cut = new AbortController();
    const limits = {
      signal: cut.signal,
      maxBytes: 1_000,
      guard: addressGuard({ allowed: [server.place], ownDatabase: "" }),
    };
    const request = { method: "GET", url: new URL(server.url), headers: {}, body: null };
    expect((await sendRequest(request, limits)).status).toBe(200);
    // The connection lets go when it has closed, a moment after the answer.
    await expect.poll(() => getEventListeners(cut.signal, "abort")).toEqual([]);

    const guard = addressGuard({ allowed: [], ownDatabase: "" });
    await expect(sendRequest(request, { ...limits, guard })).rejects.toThrow();
    expect(getEventListeners(cut.signal, "abort")).toEqual([]);

    cut.abort(new Error("The lease was lost."));
    await expect(sendRequest(request, limits)).rejects.toThrow("The lease was lost.");
  } finally {
    await server.close();
  }
});
