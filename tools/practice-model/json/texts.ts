import { seedFrom } from "../language/seed";
import { capitalize, oneLine, sentencesOf, shorten } from "../language/text";
import { sentences } from "../material/phrases";
import { contentWords, summarize } from "../short-answers";
import { type JsonSchema, numeric } from "./schema";

/** What was asked, as the source of all texts. */
export interface Said {
  all: string;
  /** What it was asked about: the text below the order, where there is one. */
  material: string;
}

const FORMATS = new Map<unknown, string>([
  ["date", "2030-01-15"],
  ["time", "09:30:00Z"],
  ["date-time", "2030-01-15T09:30:00Z"],
  ["email", "somebody@example.com"],
  ["uri", "https://example.com/"],
  ["url", "https://example.com/"],
  ["hostname", "example.com"],
  ["ipv4", "192.0.2.1"],
  ["ipv6", "2001:db8::1"],
  ["uuid", "00000000-0000-4000-8000-000000000001"],
  ["duration", "P1D"],
]);

const SHORT =
  /^(?:name|title|label|tag|key|id|category|topic|word|keyword|heading|subject|kind|type|agent|capability)/i;

/** A text by what its name asks for, cut and filled up to the allowed length. */
export function textFor(schema: JsonSchema, said: Said, { name, index }: { name: string; index: number }): string {
  const format = FORMATS.get(schema.format);
  if (format !== undefined) return format;
  const most = numeric(schema.maxLength) ?? 2_000;
  const least = numeric(schema.minLength) ?? 0;
  const text = [...named(name, index, said)].slice(0, most).join("").trimEnd();
  return text.length < least ? `${text} ${"and so on ".repeat(least)}`.slice(0, least) : text;
}

function named(name: string, index: number, { all, material }: Said): string {
  if (/^(?:heading|section|chapter)/i.test(name)) return headingFor(all, index);
  if (/^(?:summary|abstract|gist)/i.test(name)) return shorten(summarize(material, 1), 300);
  const words = [...new Set(contentWords(material))].filter((word) => word.length > 3);
  const phrase = (from: number) => capitalize(words.slice(from, from + 3).join(" "));
  const first = phrase(0) || "Something";
  if (SHORT.test(name)) return index === 0 ? first : phrase(index * 3) || `${first} ${index + 1}`;
  const lines = sentencesOf(oneLine(material));
  return shorten(lines[index % Math.max(1, lines.length)] ?? first, 300);
}

/** Headings that are all different, in an order that makes sense. */
function headingFor(said: string, index: number): string {
  const all = sentences("article heading");
  const chosen = [all[0], ...seedFrom(said).shuffle(all.slice(1), "headings").slice(0, 2)];
  const order = [...all.filter((one) => chosen.includes(one)), ...all.filter((one) => !chosen.includes(one))];
  return order[index] ?? `${order[index % order.length]} (${Math.floor(index / order.length) + 1})`;
}
