import { AUXILIARIES, VERBS } from "../language/lexicon";
import type { ClauseReader, Wish } from "./wishes";

const WHOLE_QUOTE = /["“„«](.+?)["”“»]/;
const SAY =
  /\b(?:add|include|use|mention|insert|say|write|quote|contain|have)\b.*\b(?:words?|sentence|line|phrase|quote|text|saying)\b/i;

const FACT =
  /^(?:add|mention|include|say|explain|note|write|tell(?: us)?|show|make (?:it )?clear|don['’]t forget)\s+that\s+(.+)$/i;

const ADDITIONS = [
  /^(?:let|have|make)\s+(.+?)\s+(?:appear|show up|turn up|come in|come along|come by|play a (?:role|part)|join in|visit)$/i,
  /^(?:add|include|mention|insert|incorporate|feature|introduce|describe|weave in|work in|bring in|bring|put in|throw in|bring up|use|show|have|needs?|contain|tell(?: (?:us|me))? (?:more )?about|talk (?:more )?about|say (?:something|more|a bit more) about|write (?:more )?about|don['’]t forget|remember|think of|refer to|invent|what about|how about|miss|missing is|see|hear (?:more )?about|read (?:more )?about|know more about)\s+(.+)$/i,
  /^(?:let there be|there (?:should|must|shall|could|has to|needs to|might) be|there is|there are)\s+(.+)$/i,
  /^(?:it|the story|this|the text|she|he|they|the \S+)\s+(?:also\s+)?(?:should|must|could|needs to|has to)\s+(?:also\s+)?(?:have|include|mention|contain|feature|be about)\s+(.+)$/i,
  /^(?:it|the story|this|she|he|they|the \S+)\s+(?:also\s+)?needs\s+(.+)$/i,
  /^(?:give|lend|buy|get)\s+(?:him|her|them|it|the \S+(?: \S+)?|\p{Lu}\S+)\s+((?:an?|the|some|two|three|more)\s+.+)$/iu,
  /^(?:put|place|work|weave|bring|throw)\s+(.+?)\s+(?:in|into it|into the story|in it|in there)$/i,
  /^((?:an?|the|some|two|three)\s+.+?)\s+(?:should|must|could|has to)\s+(?:appear|show up|turn up|come in|come along|come by|be (?:in it|there|mentioned|included)|play a (?:role|part)|feature|occur)$/i,
  /^(?:more|some more|a bit more|another|extra)\s+(.+)$/i,
  /^make it (?:more )?about\s+(.+)$/i,
  /^(?:and\s+)?(?:with|plus|and)\s+((?:an?|the|some|two|three|more|his|her)\s+.+)$/i,
];

/** Nothing but a thing: "a dragon!" */
const BARE = /^((?:an?|two|three|some)\s+[\p{L}’'-]+(?:\s+[\p{L}’'-]+){0,2})$/iu;

const NOWHERE =
  /\s+(?:to it|to the (?:story|text|plot|tale)|in it|in the (?:story|text|middle|plot)|in there|into (?:it|the story)|too|as well|please|somewhere|at some point|somehow|at the (?:beginning|start)|to the mix|also|again|there|now|if possible|for me)$/i;

/** "add a dragon", "mention the sea", "include a storm and two cats", "there should be a parrot called Kiki". */
export const readAddition: ClauseReader = (clause) => {
  const words = WHOLE_QUOTE.exec(clause)?.[1];
  if (words && SAY.test(clause)) return [{ kind: "say", words }];
  const fact = FACT.exec(clause)?.[1];
  if (fact) return [{ kind: "fact", text: fact }];
  const bare = BARE.exec(clause)?.[1];
  const saysMore = bare?.split(/\s+/).some((word, index) => index > 1 && (VERBS.has(word) || AUXILIARIES.has(word)));
  const found = ADDITIONS.map((pattern) => pattern.exec(clause)?.[1]).find(Boolean) ?? (saysMore ? undefined : bare);
  if (!found) return null;
  const what = clean(found);
  const things = split(what);
  if (what === "" || things.some((thing) => thing.split(/\s+/).length > 12)) return null;
  if (things.some((thing) => /^(?:it|that|this|them|of|to|not|been|no|more|if|how|why|when|what)\b/i.test(thing)))
    return null;
  return things.map(toWish);
};

function clean(phrase: string): string {
  let cleaned = phrase
    .trim()
    .replace(/^(?:also|maybe|perhaps|in|just|even|something about|a mention of|some more|a bit of|a little)\s+/i, "");
  while (NOWHERE.test(cleaned)) cleaned = cleaned.replace(NOWHERE, "");
  return cleaned.replace(/^["“„]|["”“]$/g, "").trim();
}

/** "a dragon and a storm" are two things; what comes with its own clause stays whole. */
function split(what: string): string[] {
  if (/\b(?:that|who|which|where|called|named|between|from)\b/i.test(what)) return [what];
  const parts = what.split(/\s*,\s*(?:and\s+)?|\s+and\s+/);
  const allNouns = parts.every(
    (part) =>
      /^(?:an?|the|some|two|three|four|five|his|her|their|its|more)\s/i.test(part) || part.split(/\s+/).length <= 2,
  );
  return allNouns ? parts.filter((part) => part !== "") : [what];
}

function toWish(what: string): Wish {
  const named = /^(.+?),?\s+(?:called|named|by the name of)\s+["“]?(\p{L}[\p{L}\p{N} ’'-]*?)["”]?$/u.exec(what);
  return named?.[1] && named[2] ? { kind: "add", what: named[1], name: named[2] } : { kind: "add", what };
}
