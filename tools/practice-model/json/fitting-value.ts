import { oneLine, withoutAddresses } from "../language/text";
import { chooseOption, contentWords } from "../short-answers";
import { DEEPEST, isSchema, type JsonSchema, numeric, resolve, typeOf } from "./schema";
import { type Said, textFor } from "./texts";

interface Place {
  /** Of the property it is for, or of the list it is in. */
  name: string;
  /** In its list. */
  index: number;
  depth: number;
}

/** A value that fits a JSON Schema, with content from what was asked. The same schema and words give the same value. */
export function fittingValue(schema: JsonSchema, asked: string): unknown {
  const [, below = ""] = withoutAddresses(asked).split(/:[ \t]*\n+(.*)/s, 2);
  const all = withoutAddresses(oneLine(asked));
  const said = { all, material: contentWords(below).length > 2 ? below : all };
  const whole = Object.keys(schema).length === 0 ? { type: "object", required: ["answer"] } : schema;
  return valueFor(whole, { name: "answer", index: 0, depth: 0 });

  function valueFor(given: JsonSchema, place: Place): unknown {
    const found = resolve(given, whole);
    if ("const" in found) return found.const;
    if (Array.isArray(found.enum)) return fromEnum(found.enum, said);
    if ("default" in found) return found.default;
    switch (typeOf(found)) {
      case "object":
        return objectFor(found, place);
      case "array":
        return arrayFor(found, place);
      case "number":
      case "integer":
        return numberFor(found, place.index);
      case "boolean":
        return !/\b(?:no|not|never|false|none)\b/i.test(said.all.slice(-200));
      case "null":
        return null;
      default:
        return textFor(found, said, place);
    }
  }

  function objectFor({ properties, required }: JsonSchema, { depth }: Place): Record<string, unknown> {
    const known = isSchema(properties) ? properties : {};
    const needed = Array.isArray(required) ? required.filter((name) => typeof name === "string") : [];
    const names = new Set([...needed, ...(depth < 3 ? Object.keys(known) : [])]);
    // An assignment would take `__proto__` for something else.
    return Object.fromEntries(
      [...names].map((name) => {
        const property = Object.hasOwn(known, name) ? known[name] : {};
        return [name, valueFor(isSchema(property) ? property : {}, { name, index: 0, depth: depth + 1 })];
      }),
    );
  }

  function arrayFor(list: JsonSchema, { name, depth }: Place): unknown[] {
    const prefix = Array.isArray(list.prefixItems) ? list.prefixItems.filter(isSchema) : [];
    const items = isSchema(list.items) ? list.items : {};
    const least = numeric(list.minItems) ?? 0;
    const most = numeric(list.maxItems) ?? Number.POSITIVE_INFINITY;
    const length = depth > DEEPEST ? least : Math.min(Math.max(least, prefix.length || 3), most);
    const { enum: options } = resolve(items, whole);
    if (Array.isArray(options)) return options.slice(0, Math.max(least, Math.min(length, 2)));
    const single = name.replace(/s$/, "");
    return Array.from({ length }, (_, index) =>
      valueFor(prefix[index] ?? items, { name: single, index, depth: depth + 1 }),
    );
  }
}

function numberFor(schema: JsonSchema, index: number): number {
  const step = numeric(schema.multipleOf) ?? (typeOf(schema) === "integer" ? 1 : 0);
  const gap = step || 0.5;
  const above = numeric(schema.exclusiveMinimum);
  const below = numeric(schema.exclusiveMaximum);
  const low = above !== null ? above + gap : numeric(schema.minimum);
  const high = below !== null ? below - gap : numeric(schema.maximum);
  const start = low ?? Math.min(1, high ?? 1);
  const wanted = Math.min(start + index * (step || 1), high ?? Number.POSITIVE_INFINITY);
  if (step) return Number((Math.ceil(wanted / step - 1e-9) * step).toFixed(10));
  return low !== null && wanted < low ? (low + (below ?? low)) / 2 : wanted;
}

function fromEnum(options: unknown[], { material }: Said): unknown {
  const texts = options.filter((option) => typeof option === "string");
  return texts.length === options.length && texts.length > 0 ? chooseOption(texts, material) : (options[0] ?? null);
}
