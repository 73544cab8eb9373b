import { NUMBER } from "../language/numbers";
import { oneLine } from "../language/text";
import { readAddition } from "./read-addition";
import { readRemoval, readSwap, readTrait } from "./read-change";
import { readEnding } from "./read-ending";
import { readEvent } from "./read-event";
import { readLength } from "./read-length";
import { readName } from "./read-name";
import { readPlace } from "./read-place";
import { readTone } from "./read-tone";
import type { ClauseReader, Wish } from "./wishes";

/** In this order: the first that understands a clause has it. */
const READERS: ClauseReader[] = [
  readTitle,
  readName,
  readEnding,
  readLength,
  readSwapOfNames,
  readTone,
  readPlace,
  readTrait,
  readSwap,
  readRemoval,
  readAddition,
  readEvent,
];

const COURTESY =
  /^(?:(?:please|pls|kindly|ok(?:ay)?|well|yes|and|but|also|then|now|so|maybe|perhaps|could you|can you|can we|could we|would you|will you|i(?:['’]d| would) (?:like|love|prefer)(?: it| you)?(?: if| for)?(?: you)?(?: could)?(?: to)?(?: have| see)?|i want(?: you| it)?(?: to(?! be))?|i think|i wish|i need|we should|we could|we need|you should|you could|you can|you may|let['’]s|try to|it would be (?:nice|great|good|better|lovely|cool)(?: if| to)?|(?:the )?next time|furthermore|finally|lastly|just|again|this time|additionally|first(?:ly)?|second(?:ly)?|third(?:ly)?|actually|really|hmm+|oh)(?=[\s,:])[\s,:]*)+/i;

const PRAISE =
  /^(?:(?:very|really|so|pretty|quite|that['’]?s?|it['’]?s?|this is|is|a|an|much)\s+)*(?:nice|great|good|better|thanks?|thank you|love it|lovely|perfect|ok(?:ay)?|well done|wonderful|excellent|beautiful|fine|cool|super|amazing|(?:i )?(?:really )?(?:like|love) (?:it|this|that)|not bad|yes|almost there)\b[^,]{0,25}$/i;

const KEEP = /^(?:keep|leave) (?:the rest|everything|all|it all|what)\b|^otherwise\b|^the rest (?:is|can)\b/i;

const LEADS = `call|name|rename|set (?:it|the)|move|place|put|make|give|end|finish|add|include|mention|insert|introduce|remove|delete|drop|leave out|keep|write|let|have|use|replace|swap|change|shorten|lengthen|expand|cut|turn|do not|don['’]t|without|no more|the ending|the end|the (?:\\S+ )?\\S+ (?:should|must)|it (?:should|must)|he (?:should|must)|she (?:should|must)|they (?:should|must)|(?:much |a bit |a little )?(?:shorter|longer|funnier|darker|sadder|warmer|happier|scarier)|(?:under|below|about|around|at most|at least|max) (?:${NUMBER})[- ]words|in (?:${NUMBER}) (?:words|paragraphs|sentences)|please`;

const JOINTS = new RegExp(
  String.raw`\s*[,–—]\s*(?:and\s+|but\s+|then\s+|also\s+)*(?=(?:${LEADS})\b)|\s+(?:and|but|then|plus)\s+(?:then\s+|also\s+|please\s+)*(?=(?:${LEADS})\b)|\s+(?=with\s+an?\s+(?:\S+\s+)?(?:ending|twist)\b)`,
  "i",
);

/** Beyond this nothing is read: patterns over endless text would hold up everybody else. */
const LONGEST_COMMENT = 10_000;
const LONGEST_CLAUSE = 300;

/** What a comment asks for. Never empty: what is not understood comes back as `unclear`, in its own words. */
export function readComment(comment: string): Wish[] {
  const clauses = clausesOf(comment.slice(0, LONGEST_COMMENT).replace(/[^\S\n]+/g, " "));
  const read = clauses.map((clause) => ({ clause, wishes: readClause(clause) }));
  const understood = read.flatMap(({ wishes }) => wishes ?? []);
  if (understood.length === 0) return [{ kind: "unclear", text: oneLine(comment) }];
  return read.flatMap(({ clause, wishes }): Wish[] => {
    if (wishes) return wishes;
    return PRAISE.test(clause) || KEEP.test(clause) || !/\p{L}{2}/u.test(clause)
      ? []
      : [{ kind: "unclear", text: clause }];
  });
}

function readClause(clause: string): Wish[] | null {
  if (clause.length > LONGEST_CLAUSE) return null;
  const plain = clause.replace(COURTESY, "").trim() || clause;
  if (/^(?:please|thanks?|thank you)$/i.test(plain)) return [];
  for (const reader of READERS) {
    const wishes = reader(plain);
    if (wishes) return wishes;
  }
  return null;
}

/** Splits at sentences, lines and before the next request, never inside quotation marks. */
function clausesOf(comment: string): string[] {
  const kept: string[] = [];
  const masked = comment.replace(/["“„«][^"“”„«»\n]{1,300}["”“»]/g, (quoted) => `\uE000${kept.push(quoted) - 1}\uE000`);
  return masked
    .split(/(?<=[.!?;])\s+|\n+/)
    .flatMap((sentence) => sentence.split(JOINTS))
    .map((clause) => clause.replace(/\uE000(\d+)\uE000/g, (_, index: string) => kept[Number(index)] ?? ""))
    .map((clause) =>
      oneLine(clause).replace(/^[-*•\d.)\s]*(?=\p{L}{2})/u, (bullet) => (/[-*•)]/.test(bullet) ? "" : bullet)),
    )
    .map((clause) => clause.replace(/[\s.!?;,:]+$/, "").trim())
    .filter((clause) => clause !== "");
}

function readTitle(clause: string): Wish[] | null {
  const title =
    /^(?:give (?:it|the story) the title|(?:change|set) the title (?:to|into)|title:|the title (?:should|must|could|shall|is to) be|(?:call|name|title) (?:the|this) (?:story|tale|text)|title (?:it|this)|call it)\s+["“„'‘]?(.+?)["”“'’]?$/i.exec(
      clause,
    )?.[1];
  return title ? [{ kind: "title", title }] : null;
}

/** "replace Mira with Lena", "Lena instead of Mira". */
function readSwapOfNames(clause: string): Wish[] | null {
  const [, from, to] =
    /^(?:replace|swap|change|rename)\s+(\p{Lu}[\p{L}’-]+)\s+(?:with|by|for|to|into)\s+(\p{Lu}[\p{L}’-]+)$/u.exec(
      clause,
    ) ?? [];
  return from && to ? [{ kind: "swap", from, to }] : null;
}
