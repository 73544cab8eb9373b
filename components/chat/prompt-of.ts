import type { FieldSpec } from "@/lib/forms/spec";
import type { Json } from "@/lib/views/views";

/** The message in what a turn began with: the one text that its workflow asks for. */
export function promptOf(input: Json, fields: FieldSpec[]): string {
  if (typeof input === "string") return input;
  if (typeof input !== "object" || input === null || Array.isArray(input)) return "";
  const asked = fields.find(({ name, required }) => required && typeof input[name] === "string");
  const value = asked ? input[asked.name] : input.prompt;
  return typeof value === "string" ? value : "";
}
