import { expect, test } from "vitest";
import { z } from "zod";
import { bind } from "@/lib/http/bind";
import { contract } from "@/lib/http/endpoint";

const answer = z.strictObject({ id: z.string() });
const things = contract(
  { group: "Things", item: "run" },
  {
    get: { method: "get", path: "/api/v1/things/{id}", summary: "A thing", answer },
    change: {
      method: "patch",
      path: "/api/v1/things/{id}",
      summary: "Change it",
      body: z.strictObject({ on: z.boolean() }),
      answer,
    },
    list: { method: "get", path: "/api/v1/things", summary: "All of them", answer },
  },
);
const get = async () => ({ id: "a" });

test("the methods of one path become the exports of its route file", async () => {
  const routes = bind(things, {
    get: async ({ params }) => ({ id: params.id }),
    change: async ({ params, body }) => ({ id: body.on ? params.id : "" }),
    list: get,
  });
  expect(Object.keys(routes)).toEqual(["/api/v1/things/{id}", "/api/v1/things"]);
  const { headers } = await routes["/api/v1/things/{id}"].OPTIONS(new Request("http://localhost") as never, {
    params: Promise.resolve({}),
  });
  expect(headers.get("allow")).toBe("GET, HEAD, PATCH, OPTIONS");
});

test("a handler that is missing, superfluous, or asks or answers something else does not compile", () => {
  // @ts-expect-error `list` is missing
  bind(things, { get, change: get });
  // @ts-expect-error there is no `other`
  bind(things, { get, change: get, list: get, other: get });
  // @ts-expect-error the answer has another shape
  bind(things, { get: async () => ({ name: "a" }), change: get, list: get });
  // @ts-expect-error the body has no such key
  bind(things, { get, change: async ({ body }) => ({ id: body.off }), list: get });
  // @ts-expect-error the path has no such placeholder
  bind(things, { get: async ({ params }) => ({ id: params.seq }), change: get, list: get });
  // @ts-expect-error there is no such path
  bind(things, { get, change: get, list: get })["/api/v1/nothing"];
});
