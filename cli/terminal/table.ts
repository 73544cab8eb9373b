import { stripVTControlCharacters } from "node:util";
import type { Styles } from "./styles";

/** Columns under their names; the last one takes what is left, and nothing is cut where nobody looks (`width` null). */
export function table(names: string[], rows: string[][], style: Styles, width: number | null): string {
  const widths = names.map((name, column) =>
    Math.max(...[name, ...rows.map((row) => row[column] ?? "")].map(lengthOf)),
  );
  const last = names.length - 1;
  const before = widths.slice(0, last).reduce((sum, one) => sum + one + 2, 0);
  const line = (cells: string[]) =>
    cells
      .map((cell, column) => (column === last ? cut(cell, width, before) : padded(cell, widths[column] ?? 0)))
      .join("  ")
      .trimEnd();
  return [style.dim(line(names)), ...rows.map(line)].join("\n");
}

const lengthOf = (text: string) => Array.from(stripVTControlCharacters(text)).length;

const padded = (text: string, width: number) => text + " ".repeat(Math.max(0, width - lengthOf(text)));

function cut(text: string, width: number | null, before: number): string {
  const room = width === null ? Number.POSITIVE_INFINITY : Math.max(12, width - before);
  if (lengthOf(text) <= room) return text;
  const letters = Array.from(stripVTControlCharacters(text));
  return `${letters.slice(0, room - 1).join("")}…`;
}
