import MarkdownIt, { type StateBlock, type Token } from "markdown-it";
import { bareAddress } from "./bare-address";
import { LIMITS, type Spent, spend } from "./limits";

type BlockCall = [state: StateBlock, start: number, end: number, silent: boolean];

const parser = countedParser();

/** Splits Markdown into tokens; throws TooMuch where it would cost more than LIMITS allow. */
export const parseTokens = (text: string, spent: Spent): Token[] => parser.parse(text, { spent });

const counted = (state: { env: object }, type: string, nesting: -1 | 0 | 1) => {
  if (nesting !== -1 && type !== "inline") spend(spentIn(state), "nodes", 1);
  return type;
};

const spentIn = (state: { env: object }) => (state.env as { spent: Spent }).spent;

function countedParser() {
  // The parser drops what is nested deeper than it may go, so it may go deeper than we allow.
  const markdown = new MarkdownIt({ html: false, linkify: false, maxNesting: LIMITS.depth * 4 });
  // Where an address leads is judged by link-target.ts alone, from what was written.
  markdown.validateLink = () => true;
  markdown.normalizeLink = (address) => address;
  markdown.normalizeLinkText = (text) => text;

  const { block, inline } = markdown;
  block.State = class extends block.State {
    override push(type: string, tag: string, nesting: -1 | 0 | 1) {
      return super.push(counted(this, type, nesting), tag, nesting);
    }
  };
  inline.State = class extends inline.State {
    override push(type: string, tag: string, nesting: -1 | 0 | 1) {
      return super.push(counted(this, type, nesting), tag, nesting);
    }
    override pushPending() {
      spend(spentIn(this), "nodes", 1);
      return super.pushPending();
    }
  };
  const oneStep = (state: { env: object }) => {
    spend(spentIn(state), "steps", 1);
    return false;
  };
  block.ruler.before("table", "step", oneStep, { alt: ["paragraph", "reference", "blockquote", "list"] });
  inline.ruler.before("text", "step", oneStep);
  inline.ruler.before("newline", "bare-address", bareAddress);
  block.ruler.at("table", tableWithoutLoss, { alt: ["paragraph", "reference"] });
  block.ruler.at("reference", shownDefinition);
  return markdown;
}

/** One of the parser's own rules, by its name. */
function ruleOf(name: string): (...call: BlockCall) => boolean {
  const alone = new MarkdownIt("zero");
  alone.block.ruler.enable([name]);
  const [rule] = alone.block.ruler.getRules("");
  if (!rule) throw new Error(`The Markdown parser has no rule ${name}.`);
  return rule;
}

const readTable = ruleOf("table");
const readDefinition = ruleOf("reference");

/** Cells beyond the columns of a table would not be shown: then it is no table. */
function tableWithoutLoss(...call: BlockCall): boolean {
  const [state, start, , silent] = call;
  const before = state.tokens.length;
  if (!readTable(...call)) return false;
  if (silent || rowsSince(state, before).every((row) => isWhole(state, row))) return true;
  state.tokens.length = before;
  state.line = start;
  return false;
}

interface Row {
  line: number;
  cells: string[];
}

function rowsSince(state: StateBlock, before: number): Row[] {
  const rows: Row[] = [];
  for (const { type, map, content } of state.tokens.slice(before)) {
    if (type === "tr_open") rows.push({ line: map?.[0] ?? 0, cells: [] });
    if (type === "inline") rows.at(-1)?.cells.push(content);
  }
  return rows;
}

/** Whatever the parser takes for a cell, a row has all that is in its line but the bars between cells. */
function isWhole(state: StateBlock, { line, cells }: Row): boolean {
  spend(spentIn(state), "steps", 1);
  const written = state.src.slice((state.bMarks[line] ?? 0) + (state.tShift[line] ?? 0), state.eMarks[line]);
  const words = written.replaceAll(/(?<!\\)\|/g, "").replaceAll("\\|", "|");
  return withoutSpaces(words) === withoutSpaces(cells.join(""));
}

const withoutSpaces = (text: string) => text.replaceAll(/\s/g, "");

/** What a reference leads to stands in the text, so it is read by whoever reads the text. */
function shownDefinition(...call: BlockCall): boolean {
  const [state, start, , silent] = call;
  if (!readDefinition(...call)) return false;
  if (!silent) {
    const token = state.push("definition", "", 0);
    token.content = state.getLines(start, state.line, state.blkIndent, false).trim();
  }
  return true;
}
