import { Ajv2020 } from "ajv/dist/2020.js";
import formats from "ajv-formats";
import { expect } from "vitest";
import { openApiDocument } from "@/lib/openapi/document";

const ajv = formats.default(new Ajv2020({ strict: false, allErrors: true }));
ajv.addSchema(openApiDocument(), "api");

/** Fails unless this is what the OpenAPI document calls by that name. */
export function expectShape(name: string, value: unknown): void {
  const validate = ajv.getSchema(`api#/components/schemas/${name}`);
  if (!validate) throw new Error(`The document has no ${name}.`);
  validate(value);
  expect(validate.errors ?? [], `${name}: ${JSON.stringify(value)}`).toEqual([]);
}
