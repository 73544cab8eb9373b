import { escapeMarkdown, oneLine, sentencesOf } from "./language/text";

const ORDER =
  /^(?:please\s+)?translate\b(?:.{0,40}?\b(?:in)?to\s+(?<language>\p{L}+))?(?<how>[^:\n]*):?\s*(?<rest>.*)$/iu;

export interface Translation {
  /** Null where the request names none. */
  language: string | null;
  brief: boolean;
  text: string;
}

/** "Translate this text into German, as brief as possible:", with the text below. */
export function readTranslation(request: string): Translation | null {
  const [first = "", ...lines] = request.trim().split("\n");
  const order = ORDER.exec(first)?.groups;
  const below = lines.join("\n").split(/^#{1,6}\s/m)[0] ?? "";
  const text = below.trim() || (order?.rest ?? "").trim();
  if (!order || text === "") return null;
  return { language: order.language ?? null, brief: /\b(?:brief|short)/i.test(order.how ?? ""), text };
}

/** The text as it was given: other languages are beyond a practice model, and a note says so. */
export function translate({ text, brief, language }: Translation): { text: string; note: string } {
  const kept = brief ? (sentencesOf(oneLine(text))[0] ?? text) : text;
  return {
    text: kept.split("\n").map(escapeMarkdown).join("\n"),
    note: `translated into ${language ?? "another language"}: this is the text as it was given.`,
  };
}
