/** Paragraphs, headings, lists and so on as they stand in Markdown; what is fenced stays whole. */
export function splitBlocks(markdown: string): string[] {
  const blocks: string[] = [];
  let lines: string[] = [];
  let fence: string | null = null;
  const close = () => {
    if (lines.length > 0) blocks.push(lines.join("\n"));
    lines = [];
  };
  for (const line of markdown.replaceAll("\r\n", "\n").split("\n")) {
    const mark = /^ {0,3}(`{3,}|~{3,})/.exec(line)?.[1];
    if (fence === null && line.trim() === "") {
      close();
      continue;
    }
    lines.push(line);
    if (fence === null && mark) fence = mark;
    else if (fence !== null && mark?.startsWith(fence)) fence = null;
  }
  close();
  return blocks;
}

/** Blocks whose lines mean something together; marks inside would break them. */
export const isRigid = (block: string) =>
  /^( {4}|\t| {0,3}(`{3,}|~{3,}|\|))/.test(block) ||
  /^\s*\|?\s*:?-+:?\s*\|/m.test(block) ||
  /^ {0,3}(=+|-{2,})\s*$/m.test(block);

/** What makes a line a heading, an item or a quote; what changes behind it is words. */
export const linePrefix = (line: string) => /^\s*(?:(?:#{1,6}|[-*+]|\d{1,9}[.)])[ \t]+|>[ \t]?)*/.exec(line)?.[0] ?? "";
