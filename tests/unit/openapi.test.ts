import { readdirSync } from "node:fs";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import formats from "ajv-formats";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { component } from "@/lib/features/component";
import { curlOf } from "@/lib/openapi/describe";
import { openApiDocument } from "@/lib/openapi/document";

const document = openApiDocument();

/**
 * Sign-in, live pages, the frame of a kept mail and what answers "nothing is here" are no API; the document does not describe itself; and what
 * A2A takes is said by its card.
 */
const undocumented = [
  ...["/api/[[...path]]", "/api/auth/[...nextauth]", "/api/live", "/api/openapi.json", "/api/outbox/[id]"],
  ...["/.well-known/agent-card.json", "/api/a2a", "/api/a2a/review-extension.json", "/api/a2a/v1/[[...path]]"],
];

interface Route {
  OPTIONS(): Promise<Response>;
}

async function routeMethods(): Promise<string[]> {
  const found: string[] = [];
  for (const file of readdirSync("app", { recursive: true, encoding: "utf8" })) {
    if (!file.endsWith("/route.ts")) continue;
    const address = `/${file.replace(/\/route\.ts$/, "")}`;
    if (undocumented.includes(address)) continue;
    const { OPTIONS } = (await import(join(process.cwd(), "app", file))) as Route;
    const allow = (await OPTIONS()).headers.get("allow") ?? "";
    const methods = allow.split(", ").filter((method) => method !== "HEAD" && method !== "OPTIONS");
    found.push(...methods.map((method) => `${method} ${address.replaceAll(/\[(\w+)\]/g, "{$1}")}`));
  }
  return found.sort();
}

const documented = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
);

test("every route handler is documented with its methods, and every documented route exists", async () => {
  expect(documented.sort()).toEqual(await routeMethods());
});

test("every schema is one, and every reference leads somewhere", () => {
  const ajv = formats.default(new Ajv2020({ strict: false }));
  ajv.addSchema(document, "api");
  const refs = [...JSON.stringify(document).matchAll(/"\$ref":"([^"]+)"/g)].map(([, ref]) => ref ?? "");
  expect(refs.length).toBeGreaterThan(50);
  for (const ref of new Set(refs)) expect(() => ajv.compile({ $ref: `api${ref}` })).not.toThrow();
  expect(JSON.stringify(document)).not.toMatch(/\$defs|__schema|"\$id"/);
});

test("bodies refuse unknown keys, as the requests do", () => {
  const { requestBody } = document.paths["/api/v1/runs"]?.post ?? {};
  const schema = requestBody?.content["application/json"]?.schema;
  expect(schema).toMatchObject({ required: ["workflow", "input"], additionalProperties: false });
});

test("each call has an example to paste", () => {
  const call = (method: string, path: string) => {
    const about = document.paths[path]?.[method];
    return about && curlOf(method, path, about);
  };
  expect(call("post", "/api/v1/runs/{id}/rewind")).toBe(
    'curl -s $HOLDPOINT/api/v1/runs/$ID/rewind \\\n  -H "Authorization: Bearer $TOKEN" \\\n  -d \'{"seq":1}\'',
  );
  expect(call("post", "/api/v1/files")).toContain('curl -s "$HOLDPOINT/api/v1/files?name=..."');
  expect(call("patch", "/api/v1/schedules/{id}")).toContain(`-d '{"enabled":false}'`);
  expect(call("get", "/api/v1/runs/{id}/steps/{seq}")).toContain("/api/v1/runs/$ID/steps/$SEQ ");
  expect(call("get", "/api/health")).toBe("curl -s $HOLDPOINT/api/health");
});

describe("a documented shape can't part from the view it is of", () => {
  interface View {
    id: string;
    note?: string;
  }

  test("other keys, other types and forgotten optional keys do not compile", () => {
    const same = z.strictObject({ id: z.string(), note: z.string().optional() });
    expect(component<View>("Same")(same)).toBe(same);
    // @ts-expect-error a key is missing
    component<View>("Missing")(z.strictObject({ id: z.string() }));
    // @ts-expect-error a key too many
    component<View>("More")(z.strictObject({ id: z.string(), note: z.string().optional(), more: z.string() }));
    // @ts-expect-error another type
    component<View>("Other")(z.strictObject({ id: z.number(), note: z.string().optional() }));
    // @ts-expect-error wider than the view
    component<View>("Wider")(z.strictObject({ id: z.string().nullable(), note: z.string().optional() }));
  });
});
