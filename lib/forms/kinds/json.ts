import { z } from "zod";
import { jsonProblem, looseJson, parsedJson, readJsonText, withoutNegativeZero } from "@/lib/forms/json-value";
import { text } from "@/lib/forms/messages";
import type { TypedKind } from "./kind";

/** Any JSON. */
export const json: TypedKind = {
  holds: "json",
  hinted: true,
  typed: "json",
  schema({ label }) {
    const schema = z.unknown().superRefine((value, context) => {
      const problem = value === undefined ? text.required(label) : jsonProblem(label, value);
      if (problem) context.addIssue({ code: "custom", message: problem });
    });
    return schema.transform(withoutNegativeZero);
  },
  jsonSchema: () => ({}),
  read: () => ({}),
  loose: looseJson,
  toText: (value) => JSON.stringify(value, null, 2),
  fromText: parsedJson,
  unreadable(label, written) {
    const read = readJsonText(label, written);
    return "problem" in read ? read.problem : null;
  },
};
