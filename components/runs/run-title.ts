import { isFreeText } from "@/lib/forms/kinds";
import type { FieldSpec } from "@/lib/forms/spec";
import { isBlankText } from "@/lib/text/hidden";
import { shortened } from "@/lib/text/shortened";
import type { Json } from "@/lib/views/views";

/** What a run is about, for a line in a list: its title when it has one, else the first text that was asked for. */
export function runTitle(run: { input: Json; output: Json }, fields: FieldSpec[]): string {
  return shortened(wholeTitle(run, fields), LONGEST);
}

/** A title is read at a glance; what somebody started with may be a megabyte. */
const LONGEST = 300;

function wholeTitle({ input, output }: { input: Json; output: Json }, fields: FieldSpec[]): string {
  const title = isRecord(output) ? output.title : undefined;
  if (isText(title)) return title;
  if (!isRecord(input)) return isText(input) ? input : "";
  const asked = fields.filter(isFreeText).map(({ name }) => input[name]);
  return asked.find(isText) ?? Object.values(input).find(isText) ?? "";
}

const isText = (value: Json | undefined): value is string => typeof value === "string" && !isBlankText(value);

const isRecord = (value: Json): value is { [key: string]: Json } =>
  typeof value === "object" && value !== null && !Array.isArray(value);
