import { readComment } from "../comments/read-comment";
import { toneOf } from "../comments/read-tone";
import type { Wish } from "../comments/wishes";
import { oneLine, sentencesOf } from "../language/text";

const REQUEST =
  /^(?:(?:please|hi|hello|hey)[,!]?\s+)*(?:(?:can|could|would|will) you\s+(?:please\s+)?)?(?:(?:i(?:['’]d| would) like|i want|i need|give me|let['’]s have)\s+(?:you to (?:write|tell)(?: me)?\s+)?|(?:write|tell|make up|invent|create|compose|draft|generate|make)\s+(?:me\s+|us\s+)?)?(?:(?:an?|the|some|one|this)\s+)?((?:[\p{L}-]+,?\s+){0,4}?)(?:story|tale|fable|text|narrative|poem)s?\s*(?:for\s+(?:[\p{L}’'-]+\s+){1,5}?)?(?:about|of|on|where|in which|with|that is about|which is about|concerning|:)\s*/iu;
const SHORT_REQUEST =
  /^(?:(?:please|can you|could you)\s+)*(?:(?:(?:write|tell|create|compose|make|draft)\b[^.]{0,40}?|something|anything|a few words)\s+about\s+|(?:once upon a time|there once),?\s+(?:there\s+)?(?:was|were|lived)\s+|there\s+(?:is|was|are|were|lived)\s+(?:once\s+)?(?=an?\s))/i;
/** "write something funny": a tone and no subject. */
const ONLY_TONE =
  /^(?:please\s+)?(?:write|tell|give|make)\s+(?:me\s+|us\s+)?(?:something|anything)\s+(?:very\s+)?(\p{L}+)$/iu;
const NO_TONE = /^(?:short|new|little|good|nice|whole|true|long|small|fairy|bedtime|love)$/i;

/** Kinds of wishes that a prompt may hold beside its subject; anything else is part of the subject. */
const WISHES: Wish["kind"][] = ["name", "place", "time", "ending", "length", "tone", "title"];
const ADDS = /^(?:add|include|mention|there (?:is|are|should|must)|with)\b/i;
const TAIL =
  /,\s+(?=(?:set (?:it |the story )?(?:in|on|at)|with an? \S+ (?:ending|twist|end)|(?:in|about|under|at most) \S+ words|call (?:it|him|her|them)|make it|give it)\b)/i;

interface Asked {
  /** What the story is about, without "write a story about". */
  subject: string;
  /** What else the prompt says, a sentence each. */
  facts: string[];
  wishes: Wish[];
}

/** Separates what a story is about from how it is wanted. */
export function readPrompt(prompt: string): Asked {
  const [first = "", ...others] = sentencesOf(prompt.replace(/\s*\n+\s*/g, "\n"));
  const [, only] = ONLY_TONE.exec(first.replace(/[.!]+$/, "")) ?? [];
  if (only) return { subject: "", facts: others, wishes: [{ kind: "tone", tone: toneOf(only) }] };
  const asked = REQUEST.exec(first);
  const kind = asked?.[1]?.trim().replace(/^(?:short|little|very)\s+|\s+(?:short|little)$/i, "") ?? "";
  const wishes: Wish[] = kind === "" || NO_TONE.test(kind) ? [] : [{ kind: "tone", tone: toneOf(kind) }];
  const [subject = "", ...tail] = first.replace(asked ? REQUEST : SHORT_REQUEST, "").split(TAIL);
  const facts: string[] = [];
  for (const sentence of [...tail, ...others]) {
    const read = readComment(sentence);
    const isWish = read.every((wish) => WISHES.includes(wish.kind) || (wish.kind === "add" && ADDS.test(sentence)));
    if (isWish) wishes.push(...read);
    else facts.push(sentence);
  }
  return { subject: oneLine(subject).replace(/,?\s+please(?=[.!?]*$)/i, ""), facts, wishes };
}
