import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import formats from "ajv-formats";
import { expect } from "vitest";
import type { OpenApiDocument, Operation } from "@/lib/openapi/document";

/** Checks answers against an OpenAPI document, and counts which of its operations have succeeded. */
export function documentedAnswers(document: OpenApiDocument) {
  const ajv = formats.default(new Ajv2020({ strict: false, allErrors: true }));
  ajv.addSchema(document, "api");
  const validators = new Map<string, ValidateFunction>();
  const succeeded = new Set<string>();
  const all = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, about]) => ({ name: `${method} ${path}`, method, path, about })),
  );

  function check(method: string, address: string, response: Response, text: string): void {
    const path = address.split("?")[0] ?? "";
    const found = all.find((one) => one.method === method.toLowerCase() && pattern(one.path).test(path));
    if (!found) throw new Error(`${method} ${address} is not documented.`);
    const { responses }: Operation = found.about;
    const status = response.status in responses ? String(response.status) : "default";
    const type = response.headers.get("content-type") ?? "";
    const place = `${found.name} ${status}`;
    const content = responses[status]?.content ?? {};
    expect(Object.keys(content), place).toContain("*/*" in content ? "*/*" : type);
    if (response.ok) succeeded.add(found.name);
    if ("*/*" in content || type === "text/event-stream") return;
    const pointer = ["paths", found.path, found.method, "responses", status, "content", type, "schema"];
    const validate = validators.get(place) ?? ajv.compile({ $ref: `api#/${pointer.map(escaped).join("/")}` });
    validators.set(place, validate);
    validate(JSON.parse(text));
    expect(validate.errors ?? [], `${place}: ${text}`).toEqual([]);
  }

  return { check, missing: () => all.map(({ name }) => name).filter((name) => !succeeded.has(name)) };
}

const pattern = (path: string) => new RegExp(`^${path.replaceAll(/\{\w+\}/g, "[^/]+")}$`);

const escaped = (part: string) => encodeURIComponent(part.replaceAll("~", "~0").replaceAll("/", "~1"));
