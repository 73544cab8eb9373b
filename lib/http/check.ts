import type { z } from "zod";
import { invalid } from "@/lib/errors";
import type { FieldError } from "@/lib/forms/spec";
import { isStorable } from "@/lib/text/is-storable";
import { asTheFormNamesIt, unsafeParts } from "./json-safety";

/** What a schema makes of a JSON body. Throws `invalid`, naming everything that does not fit. */
export function checkBody<S extends z.ZodType>(schema: S, body: unknown): z.output<S> {
  const unsafe = unsafeParts(body);
  if (unsafe.length > 0) throw invalid(unsafe.map(asTheFormNamesIt));
  return check(schema, body, "key");
}

/** The same for a query: every parameter once, none that the schema does not know. Values are text. */
export function checkQuery<S extends z.ZodType>(schema: S, query: URLSearchParams): z.output<S> {
  const names = [...new Set(query.keys())];
  const repeated = names.filter((name) => query.getAll(name).length > 1);
  if (repeated.length > 0) {
    throw invalid(repeated.map((name) => ({ field: name, message: `${name} may be given only once.` })));
  }
  const unstorable = names.filter((name) => !isStorable(name + query.get(name)));
  if (unstorable.length > 0) {
    throw invalid(
      unstorable.map((name) => ({ field: name, message: "A filter contains a character that can't be used." })),
    );
  }
  return check(schema, Object.fromEntries(query), "filter");
}

function check<S extends z.ZodType>(schema: S, value: unknown, unknown: "key" | "filter"): z.output<S> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw invalid(parsed.error.issues.flatMap((issue) => fieldErrors(issue, unknown)));
}

function fieldErrors(issue: z.core.$ZodIssue, unknown: "key" | "filter"): FieldError[] {
  const path = issue.path.map(String);
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) => {
      const field = [...path, key].join(".");
      return { field, message: `There is no ${unknown} "${field}" here.` };
    });
  }
  const field = path.join(".");
  const whole = unknown === "key" ? "The body" : "The query";
  return [{ field, message: `${field || whole} ${issue.message}` }];
}
