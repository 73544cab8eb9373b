import { z } from "zod";
import {
  acceptPattern,
  FILE_BYTES_DEFAULT,
  FILE_BYTES_MAX,
  FILE_ID,
  type FileValue,
  inWords,
  isAcceptable,
  isAccepted,
  isFileValue,
  kindsInWords,
} from "@/lib/forms/file-value";
import type { JsonSchema } from "@/lib/forms/json-schema";
import { parsedJson } from "@/lib/forms/json-value";
import { expected, text, wrongType } from "@/lib/forms/messages";
import type { FieldSpec } from "@/lib/forms/spec";
import { isTexts } from "./choices";
import { isCountTo, isRecord, isSame } from "./described";
import type { FieldKind } from "./kind";

export const file: FieldKind = {
  holds: "file",
  hinted: true,
  schema({ label, maxBytes = FILE_BYTES_DEFAULT, accept = [] }) {
    return z
      .custom<FileValue>(isFileValue, { ...wrongType(label, expected.file), abort: true })
      .refine(({ size }) => size <= maxBytes, { error: text.fileTooLarge(label, inWords(maxBytes)) })
      .refine((given) => isAccepted(accept, given), { error: text.notAccepted(label, kindsInWords(accept)) });
  },
  jsonSchema: fileJsonSchema,
  /** Only what is word for word a file field of ours: anything else describes an object like any other. */
  read({ schema, keep }) {
    const size = isRecord(schema.properties) ? schema.properties.size : undefined;
    const given = isRecord(size) ? size.maximum : undefined;
    const maximum = isCountTo(given, FILE_BYTES_MAX) && given > 0 ? given : FILE_BYTES_DEFAULT;
    const accept = schema["x-accept"];
    const read = {
      ...(maximum === FILE_BYTES_DEFAULT ? {} : { maxBytes: maximum }),
      ...(isTexts(accept) && accept.every(isAcceptable) ? { accept } : {}),
    };
    const ours = Object.entries(fileJsonSchema(read));
    if (!ours.every(([keyword, value]) => isSame(schema[keyword], value))) return null;
    for (const [keyword] of ours) keep(keyword, (_): _ is unknown => true);
    return read;
  },
  fromText: parsedJson,
  check({ maxBytes, accept = [], default: given }, at, report) {
    if (maxBytes !== undefined && !(isCountTo(maxBytes, FILE_BYTES_MAX) && maxBytes >= 1)) {
      report(`${at}: maxBytes must be a whole number from 1 to ${FILE_BYTES_MAX}.`);
    }
    for (const one of accept.filter((entry) => !isAcceptable(entry))) {
      report(
        `${at} accepts "${one}"; write the end of a name like .pdf, or a type in lower case like image/png or image/*.`,
      );
    }
    if (given !== undefined)
      report(`${at} has a default, but no file is there before somebody uploads it; leave it out.`);
  },
};

/** `x-accept` is for reading back; what it says is what `anyOf` checks. */
function fileJsonSchema({ maxBytes, accept = [] }: Pick<FieldSpec, "maxBytes" | "accept">): JsonSchema {
  const named = { type: "string", minLength: 1 };
  const taken = accept.map((one) => ({
    properties: { [one.startsWith(".") ? "name" : "type"]: { pattern: acceptPattern(one) } },
  }));
  return {
    type: "object",
    properties: {
      id: { type: "string", pattern: FILE_ID },
      name: named,
      type: named,
      size: { type: "integer", minimum: 1, maximum: maxBytes ?? FILE_BYTES_DEFAULT },
    },
    required: ["id", "name", "type", "size"],
    additionalProperties: false,
    ...(accept.length > 0 ? { anyOf: taken, "x-accept": accept } : {}),
  };
}
