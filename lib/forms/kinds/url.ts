import { z } from "zod";
import { expected, wrongType } from "@/lib/forms/messages";
import { isSame } from "./described";
import type { TypedKind } from "./kind";
import { formatted } from "./text";

/** Web addresses are those of the web. */
const WEB = [{ pattern: "^[Hh][Tt][Tt][Pp][Ss]?://[^/?#]" }];

const uri = formatted("url", "uri", (label) => {
  const kind = wrongType(label, expected.url);
  return z.string(kind).refine(isWebAddress, { error: kind.error, abort: true });
});

export const url: TypedKind = {
  ...uri,
  jsonSchema: (...given) => ({ ...uri.jsonSchema(...given), allOf: WEB }),
  read(described) {
    const read = uri.read(described);
    if (read) described.keep("allOf", (value): value is typeof WEB => isSame(value, WEB));
    return read;
  },
};

function isWebAddress(value: string): boolean {
  return /^https?:\/\/[^\s\\]+$/i.test(value) && URL.canParse(value);
}
