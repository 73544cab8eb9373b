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
  const [first = "", ...below] = request.trim().split("\n");
  const order = ORDER.exec(first)?.groups;
  if (!order) return null;
  const material =
    below
      .join("\n")
      .split(/^#{1,6}\s/m)[0]
      ?.trim() || (order.rest ?? "").trim();
  if (material === "") return null;
  return { language: order.language ?? null, brief: /\b(?:brief|short)/i.test(order.how ?? ""), text: material };
}

/** The text as it was given: other languages are beyond a practice model, and a note says so. */
export function translate({ text, brief }: Translation): string {
  const kept = brief ? (sentencesOf(oneLine(text))[0] ?? text) : text;
  return kept.split("\n").map(escapeMarkdown).join("\n");
}

export const translationNote = ({ language }: Translation) =>
  `translated into ${language ?? "another language"}: this is the text as it was given.`;
