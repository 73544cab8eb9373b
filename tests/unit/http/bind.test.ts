import { expect, test } from "vitest";
import { z } from "zod";
import { contract, get, patch } from "@/lib/features/endpoint";
import { bind } from "@/lib/rest/bind";

const answer = z.strictObject({ id: z.string() });
const things = contract(
  { group: "Things", item: "run" },
  {
    get: get("/api/v1/things/{id}", "A thing", { answer }),
    change: patch("/api/v1/things/{id}", "Change it", { body: z.strictObject({ on: z.boolean() }), answer }),
    list: get("/api/v1/things", "All of them", { answer }),
  },
);
const one = async () => ({ id: "a" });

test("the methods of one path become the exports of its route file", async () => {
  const routes = bind(things, {
    get: async ({ params }) => ({ id: params.id }),
    change: async ({ params, body }) => ({ id: body.on ? params.id : "" }),
    list: one,
  });
  expect(Object.keys(routes)).toEqual(["/api/v1/things/{id}", "/api/v1/things"]);
  const { headers } = await routes["/api/v1/things/{id}"].OPTIONS(new Request("http://localhost") as never, {
    params: Promise.resolve({}),
  });
  expect(headers.get("allow")).toBe("GET, HEAD, PATCH, OPTIONS");
});

test("a handler that is missing, superfluous, or asks or answers something else does not compile", () => {
  // @ts-expect-error `list` is missing
  bind(things, { get: one, change: one });
  // @ts-expect-error there is no `other`
  bind(things, { get: one, change: one, list: one, other: get });
  // @ts-expect-error the answer has another shape
  bind(things, { get: async () => ({ name: "a" }), change: one, list: one });
  // @ts-expect-error the body has no such key
  bind(things, { get: one, change: async ({ body }) => ({ id: body.off }), list: one });
  // @ts-expect-error the path has no such placeholder
  bind(things, { get: async ({ params }) => ({ id: params.seq }), change: one, list: one });
  // @ts-expect-error there is no such path
  bind(things, { get: one, change: one, list: one })["/api/v1/nothing"];
});

test("an endpoint says only what an endpoint can say", () => {
  // @ts-expect-error it is `waits`
  get("/api/v1/things", "All of them", { answer, wait: true });
  expect(things.get).toEqual({
    method: "get",
    path: "/api/v1/things/{id}",
    group: "Things",
    item: "run",
    summary: "A thing",
    answer,
  });
});
