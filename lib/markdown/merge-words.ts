import { align, type Effort, type Run } from "./edits";
import { spaced } from "./node-key";
import { type Branch, isBranch, type Leaf, type Mark, type MarkdownNode, textLeaf, textOf } from "./tree";

/** The smallest thing that changes as a whole: a word, a sign, an address, a picture. */
interface Token {
  key: string;
  /** Emphasis, links and code around it, outermost first. */
  frames: Branch[];
  leaf: Leaf;
}

/** The words of two paragraphs as one, those that came or went with their marks. */
export function mergeWords(before: MarkdownNode[], after: MarkdownNode[], effort: Effort): MarkdownNode[] {
  const runs = alignTokens(tokensOf(before), tokensOf(after), effort);
  const pairs = pairedFrames(runs);
  const kept = new Set(pairs.values());
  const out = new Out();
  for (const run of runs) {
    if (run.same) for (const token of run.after) out.add(token.frames, token.leaf);
    else {
      for (const { frames, leaf } of run.before) out.add(goneFrames(frames, pairs, kept), { ...leaf, mark: "del" });
      for (const { frames, leaf } of run.after) out.add(frames, { ...leaf, mark: "ins" });
    }
  }
  return out.nodes;
}

/** Of long ones first the sentences, and words only inside those that differ. */
function alignTokens(before: Token[], after: Token[], effort: Effort): Run<Token>[] {
  const byWords = (old: Token[], now: Token[]) => align(old, now, ({ key }) => key, effort);
  if (Math.min(before.length, after.length) < LONG) return byWords(before, after);
  const keyOf = (sentence: Token[]) => sentence.map(({ key }) => key).join("\u0001");
  return align(sentencesOf(before), sentencesOf(after), keyOf, effort).flatMap((run) => {
    const [old, now] = [run.before.flat(), run.after.flat()];
    return run.same ? [{ same: true, before: old, after: now }] : byWords(old, now);
  });
}

/** Tokens from which on sentences are looked at first. */
const LONG = 600;

function sentencesOf(tokens: Token[]): Token[][] {
  const sentences: Token[][] = [];
  let isOver = true;
  for (const token of tokens) {
    if (isOver) sentences.push([]);
    sentences.at(-1)?.push(token);
    isOver = /[.!?…。]$/.test(token.leaf.text);
  }
  return sentences;
}

/** The same of words that all came or all went. */
export function markWords(nodes: MarkdownNode[], mark: Mark): MarkdownNode[] {
  const out = new Out();
  for (const { frames, leaf } of tokensOf(nodes)) {
    out.add(mark === "del" ? goneFrames(frames, new Map(), new Set()) : frames, { ...leaf, mark });
  }
  return out.nodes;
}

function tokensOf(nodes: MarkdownNode[], frames: Branch[] = []): Token[] {
  return nodes.flatMap((node): Token[] => {
    if (!isBranch(node)) return leafTokens(node, frames);
    if (node.kind !== "link") return tokensOf(node.children, [...frames, node]);
    if (saysItself(node)) return [tokenOf(textLeaf(node.address ?? ""), [...frames, node])];
    const target: Leaf = {
      kind: "target",
      text: "",
      address: node.address ?? "",
      ...(node.note && { note: node.note }),
    };
    return [...tokensOf(node.children, [...frames, node]), tokenOf(target, [...frames, node])];
  });
}

/** A link of nothing but its own address is one word. */
const saysItself = ({ children: [only, ...more], address, note }: Branch) =>
  only?.kind === "text" && more.length === 0 && textOf(only) === address && !note;

const leafTokens = (leaf: Leaf, frames: Branch[]): Token[] =>
  leaf.kind === "text"
    ? (leaf.text.match(/[\p{L}\p{N}\p{M}_]+|\s+|./gsu) ?? []).map((word) => tokenOf(textLeaf(word), frames))
    : [tokenOf(leaf, frames)];

const tokenOf = (leaf: Leaf, frames: Branch[]): Token => ({
  key: [...frames.map(({ kind }) => kind), leaf.kind, spaced(leaf.text), leaf.address, leaf.note].join("\0"),
  frames,
  leaf,
});

/** Emphasis, code and links of which words stayed: what went from one went from the other. */
function pairedFrames(runs: Run<Token>[]): Map<Branch, Branch> {
  const pairs = new Map<Branch, Branch>();
  for (const { same, before, after } of runs) {
    if (!same) continue;
    before.forEach(({ frames }, index) => {
      frames.forEach((frame, depth) => {
        const now = after[index]?.frames[depth];
        if (now) pairs.set(frame, now);
      });
    });
  }
  return pairs;
}

/** What went leads nowhere any more, unless it went from a link that is still there. */
const goneFrames = (frames: Branch[], pairs: Map<Branch, Branch>, kept: Set<Branch>) =>
  frames.map((frame) => pairs.get(frame) ?? frame).filter((frame) => frame.kind !== "link" || kept.has(frame));

/** Puts leaves in their frames again, those side by side in one. */
class Out {
  nodes: MarkdownNode[] = [];
  private open: { frame: Branch; copy: Branch }[] = [];

  add(frames: Branch[], leaf: Leaf): void {
    if (leaf.kind === "target") return this.addTarget(frames, leaf);
    this.enter(frames);
    const last = this.place().at(-1);
    if (leaf.kind === "text" && last && !isBranch(last) && last.kind === "text" && last.mark === leaf.mark) {
      last.text += leaf.text;
    } else this.place().push({ ...leaf });
  }

  /** Stands behind its link, which then need not say it. Where it is as it was the link says it. */
  private addTarget(frames: Branch[], leaf: Leaf): void {
    if (!leaf.mark) return this.enter(frames);
    const own = this.open.find(({ frame }) => frame.kind === "link" && frames.includes(frame));
    if (own) own.copy.isSaid = true;
    this.enter(frames.filter(({ kind }) => kind !== "link"));
    this.place().push(leaf);
  }

  private enter(frames: Branch[]): void {
    const shared = this.open.findIndex(({ frame }, depth) => frame !== frames[depth]);
    if (shared !== -1) this.open.length = shared;
    for (const frame of frames.slice(this.open.length)) {
      const copy = { ...frame, children: [] };
      this.place().push(copy);
      this.open.push({ frame, copy });
    }
  }

  private place(): MarkdownNode[] {
    return this.open.at(-1)?.copy.children ?? this.nodes;
  }
}
