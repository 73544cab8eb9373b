import { NUMBER } from "../language/numbers";
import { oneLine } from "../language/text";
import { readEnding } from "./read-ending";
import { readLength } from "./read-length";
import { readName } from "./read-name";
import { readPlace } from "./read-place";
import { readAddition, readRemoval, readSwap } from "./read-things";
import { readTone } from "./read-tone";
import type { ClauseReader, Wish } from "./wishes";

/** In this order: the first that understands a clause has it. */
const READERS: ClauseReader[] = [
  readName,
  readEnding,
  readLength,
  readTone,
  readPlace,
  readSwap,
  readRemoval,
  readAddition,
];

const COURTESY =
  /^(?:(?:please|pls|kindly|ok(?:ay)?|well|yes|and|but|also|then|now|so|maybe|perhaps|(?:could|can|would|will) (?:you|we)|(?:could|can|may)(?= it)|i(?:['’]d| would) (?:like|love|prefer)(?: it| you)?(?: if| for)?(?: you)?(?: could)?(?: to)?(?: have| see)?|i want(?: you| it)?(?: to(?! be))?|i (?:think|wish|need)|(?:we|you) (?:should|could|need|can|may)|let['’]s|try to|it would be (?:nice|great|good|better|lovely|cool)(?: if| to)?|(?:the )?next time|finally|just|again|this time|first(?:ly)?|second(?:ly)?|actually|really|hmm+|oh)(?=[\s,:])[\s,:]*)+/i;
const PRAISE =
  /^(?:(?:very|really|so|pretty|quite|that['’]?s?|it['’]?s?|this is|is|a|an|much)\s+)*(?:nice|great|good|better|thanks?|thank you|love it|lovely|perfect|ok(?:ay)?|well done|wonderful|excellent|beautiful|fine|cool|super|amazing|(?:i )?(?:really )?(?:like|love) (?:it|this|that)|not bad|yes|almost there)\b(?:[^,]{0,25}|,? (?:thanks?|thank you).{0,20})$/i;
const KEEP = /^(?:keep|leave) (?:the rest|everything|all|it all|what)\b|^otherwise\b|^the rest (?:is|can)\b/i;

const LEADS = `call|name|rename|set (?:it|the)|move|place|put|make|give|end|finish|add|include|mention|insert|introduce|remove|delete|drop|leave out|keep|write|let|have|use|replace|swap|change|shorten|lengthen|expand|cut|turn|do not|don['’]t|without|no more|the ending|the end|the (?:\\S+ )?\\S+ (?:should|must)|(?:it|he|she|they) (?:should|must)|(?:much |a bit |a little )?(?:shorter|longer|funn(?:y|ier)|dark(?:er)?|sad(?:der)?|warm(?:er)?|happ(?:y|ier)|scar(?:y|ier)|exciting|cheerful)|(?:under|below|about|around|at most|at least|max) (?:${NUMBER})[- ]words|in (?:${NUMBER}) (?:words|paragraphs|sentences)|please`;
const JOINTS = new RegExp(
  String.raw`\s*[,–—]\s*(?:and\s+|but\s+|then\s+|also\s+)*(?=(?:${LEADS})\b)|\s+(?:and|but|then|plus)\s+(?:then\s+|also\s+|please\s+)*(?=(?:${LEADS})\b)|\s+(?=with\s+an?\s+(?:\S+\s+)?(?:ending|twist)\b)`,
  "i",
);

/** Beyond this nothing is read: patterns over endless text would hold up everybody else. */
const LONGEST_COMMENT = 10_000;
const LONGEST_CLAUSE = 300;

/** What a comment asks for; what is not understood comes back as `unclear`, in its own words. Praise asks for nothing. */
export function readComment(comment: string): Wish[] {
  const clauses = clausesOf(comment.slice(0, LONGEST_COMMENT).replace(/[^\S\n]+/g, " "));
  const wishes = clauses.flatMap((clause) => readClause(clause) ?? unclear(clause));
  const isUnderstood = wishes.length === 0 || wishes.some(({ kind }) => kind !== "unclear");
  return isUnderstood ? wishes : [{ kind: "unclear", text: oneLine(comment) }];
}

function unclear(clause: string): Wish[] {
  const asksNothing = PRAISE.test(clause) || KEEP.test(clause) || !/\p{L}{2}/u.test(clause);
  return asksNothing ? [] : [{ kind: "unclear", text: clause }];
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
    .map((clause) => oneLine(clause).replace(/^(?:[-*•]|\d+\))\s*(?=\p{L}{2})/u, ""))
    .map((clause) => clause.replace(/[\s.!?;,:]+$/, "").trim())
    .filter((clause) => clause !== "");
}
