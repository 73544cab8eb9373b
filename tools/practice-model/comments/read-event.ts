import { baseForm, pastTense } from "../language/inflect";
import { VERBS } from "../language/lexicon";
import type { ClauseReader } from "./wishes";

const BASES = new Set(
  [...VERBS].map(baseForm).concat("die", "kiss", "marry", "rain", "snow", "be", "stop", "smile", "cry"),
);

const SUBJECT = String.raw`((?:(?:the|a|an|his|her|their|its|our|two|three|some)\s+)?[\p{L}’'-]+(?:\s+(?!should|must|to\b)[\p{L}’'-]+){0,3}?)`;
const MODAL = `(?:should|must|shall|could|will|would|can|may|might|ought to|has to|have to|needs to|need to|is to|are to|to)`;

const WISHED = new RegExp(
  String.raw`^${SUBJECT}\s+${MODAL}\s+(not\s+|never\s+|also\s+|really\s+|finally\s+)?([a-z]+)\b(.*)$`,
  "iu",
);
const LET = /^(?:(do not|don['’]t|never)\s+)?(?:let|have|make)\s+(.+)$/i;

const NOT_IN_THE_STORY =
  /^(?:i|you|we|one|this|that|the|the (?:story|text|tale|draft|tone|style|language|author|writer|model|beginning|opening|title|ending|end|last .*|first .*))$/i;

const NOT_EVENTS = new Set(
  "be sound feel read work flow use write include mention contain call name become seem look".split(" "),
);

/** "she should meet a stranger", "let the dog bark", "have the keeper fall in love": as something that happened. */
export const readEvent: ClauseReader = (clause) => {
  const text = eventIn(clause);
  return text === null ? null : [{ kind: "event", text }];
};

/** What the clause wants to happen, in the past tense; null when it wants nothing of the kind. */
export function eventIn(clause: string): string | null {
  const wished = WISHED.exec(clause);
  if (wished) {
    const [, subject = "", adverb = "", verb = "", rest = ""] = wished;
    if (!NOT_EVENTS.has(verb.toLowerCase())) return happened(subject, verb, rest, /not|never/i.test(adverb));
  }
  const [, negation, what] = LET.exec(clause) ?? [];
  if (!what) return null;
  const words = what.split(/\s+/);
  const at = words.findIndex((word, index) => index > 0 && index < 5 && BASES.has(word.toLowerCase()));
  if (at < 0) return null;
  return happened(words.slice(0, at).join(" "), words[at] ?? "", ` ${words.slice(at + 1).join(" ")}`, !!negation);
}

const SUBJECT_FORM: Record<string, string> = { him: "he", her: "she", them: "they", me: "I", us: "we" };

function happened(subject: string, verb: string, rest: string, negated: boolean): string | null {
  const who = SUBJECT_FORM[subject.toLowerCase()] ?? subject;
  if (NOT_IN_THE_STORY.test(who)) return null;
  const action = verb.toLowerCase();
  const done = negated ? `did not ${action}` : pastTense(action);
  return `${/^(?:The|A|An|His|Her|Their|She|He|They|It|Two|Some)\b/.test(who) ? who.charAt(0).toLowerCase() + who.slice(1) : who} ${done}${rest}`
    .replace(/\s+/g, " ")
    .trim();
}
