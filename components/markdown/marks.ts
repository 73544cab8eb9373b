/**
 * Marks for changed words travel through Markdown as noncharacters, which no text means anything by.
 * Text from outside loses them first.
 */
const signs = { ins: ["\uFDD0", "\uFDD1"], del: ["\uFDD2", "\uFDD3"] } as const;

export type Mark = keyof typeof signs;

export const withoutMarks = (text: string) => text.replaceAll(/[\uFDD0-\uFDD3]/g, "\uFFFD");

export const marked = (mark: Mark, text: string) => `${signs[mark][0]}${text}${signs[mark][1]}`;

interface MarkedPiece {
  text: string;
  mark: Mark | null;
  /** The mark still open after this piece. */
  after: Mark | null;
}

/** Splits text at marks, beginning inside `open`. Always at least one piece, which may be empty. */
export function splitMarks(text: string, open: Mark | null): MarkedPiece[] {
  const pieces: MarkedPiece[] = [];
  let mark = open;
  for (const part of text.split(/([\uFDD0-\uFDD3])/)) {
    if (part === signs.ins[0]) mark = "ins";
    else if (part === signs.del[0]) mark = "del";
    else if (part === signs.ins[1] || part === signs.del[1]) mark = null;
    else if (part !== "") pieces.push({ text: part, mark, after: mark });
  }
  const last = pieces.at(-1);
  if (last) last.after = mark;
  else pieces.push({ text: "", mark: null, after: mark });
  return pieces;
}
