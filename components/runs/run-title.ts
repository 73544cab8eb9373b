import type { Json } from "@/lib/views/views";

/** What a run is about, for a line in a list: its title when it has one, else what was asked. */
export function runTitle({ input, output }: { input: Json; output: Json }): string {
  const title = isRecord(output) ? output.title : undefined;
  if (typeof title === "string" && title.trim()) return title;
  const asked = isRecord(input)
    ? Object.values(input).find((value) => typeof value === "string" && value.trim())
    : input;
  return typeof asked === "string" ? asked : "";
}

const isRecord = (value: Json): value is { [key: string]: Json } =>
  typeof value === "object" && value !== null && !Array.isArray(value);
