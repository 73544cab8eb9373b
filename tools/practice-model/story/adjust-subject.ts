import { swapIn } from "../comments/read-change";
import { singular, withArticle } from "../language/inflect";
import { isPerson } from "../language/lexicon";
import { escapeRegExp, oneLine } from "../language/text";
import { mentions, type StoryBrief, wordPattern } from "./brief";
import { readNounPhrase } from "./noun-phrase";
import { readSubject, type Subject } from "./subject";

/** What the story is about once comments have swapped, removed or moved parts of it. */
export function adjustSubject(given: string, brief: StoryBrief): Subject {
  let text = given;
  for (const { from, to } of brief.swaps) {
    const swapped = anotherHero(text, from, to) ?? swapIn(text, from, to);
    if (swapped !== null) text = swapped;
    else if (!brief.removed.includes(from)) {
      brief.removed.push(from);
      brief.additions.push({ what: /s$/.test(to) || /^(?:an?|the)\s/.test(to) ? to : withArticle(to) });
    }
  }
  for (const what of brief.removed) if (mentions(text, what)) text = without(text, what);
  if (brief.place) text = withoutPlace(text);
  const { text: unnamed, name } = withoutName(text);
  const subject = readSubject(unnamed);
  return name ? { ...subject, name } : subject;
}

/** "make the keeper a baker": a baker, not a lighthouse baker. */
function anotherHero(text: string, from: string, to: string): string | null {
  const { noun, head, rest } = readNounPhrase(text);
  const meant = singular(from.split(/\s+/).at(-1) ?? "");
  return noun === meant && head.length > 1 && isPerson(noun) ? [withArticle(to), ...rest].join(" ") : null;
}

/** Leaves out the part of a noun phrase that speaks of it; the whole text if there is no other way. */
function without(text: string, what: string): string {
  const { determiner, head, rest } = readNounPhrase(text);
  const start = determiner ? `${determiner} ` : "";
  if (mentions(rest.join(" "), what) && !mentions(head.join(" "), what)) return start + head.join(" ");
  const kept = head.filter((word) => !mentions(word, what));
  const noun = head.at(-1) ?? "";
  if (kept.length > 0 && kept.includes(noun)) return [start.trim(), ...kept, ...rest].filter(Boolean).join(" ");
  const clause = rest.join(" ");
  return /^who\b/.test(clause) && !mentions(clause, what)
    ? `a stranger ${clause}`
    : oneLine(text.replace(wordPattern(what), "")) && "";
}

/** "a dog in space", set in Lisbon, is no longer in space. */
function withoutPlace(text: string): string {
  const shorter = text.replace(
    /\s(?:in|on|at|near|under|inside|aboard)\s+(?:(?:an?|the|outer)\s+(?:[\p{L}’'-]+\s+)?[\p{L}’'-]+|space|\p{Lu}[\p{L}’'-]+)$/u,
    "",
  );
  return shorter.split(" ").length >= 2 ? shorter : text;
}

/** "a girl named Lena who talks to birds" -> "a girl who talks to birds", Lena. */
function withoutName(text: string): { text: string; name: string | null } {
  const name = /\b(?:named|called)\s+(\p{Lu}[\p{L}’'-]*)\b/u.exec(text)?.[1];
  const { boundary, head } = readNounPhrase(text);
  if (!name || boundary !== "named") return { text, name: null };
  const unnamed = oneLine(text.replace(new RegExp(`,?\\s*\\b(?:named|called)\\s+${escapeRegExp(name)},?`, "u"), " "));
  return readSubject(unnamed).frame === "hero" && head.length > 0 ? { text: unnamed, name } : { text, name: null };
}
