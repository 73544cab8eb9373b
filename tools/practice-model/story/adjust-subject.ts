import { isPlural, withArticle } from "../language/inflect";
import { readNounPhrase } from "../language/noun-phrase";
import { escapeRegExp, oneLine } from "../language/text";
import type { Brief } from "./brief";
import { mentions } from "./mentions";
import { readSubject, type Subject } from "./subject";

/** What the story is about once comments have swapped, removed or moved parts of it. */
export function adjustSubject(given: string, brief: Brief): Subject {
  let text = given;
  for (const { from, to } of brief.swaps) {
    const swapped = text.replace(new RegExp(`\\b(?:(an?)\\s+)?${escapeRegExp(from)}\\b`, "i"), (_, article) =>
      article ? withArticle(to) : to,
    );
    if (swapped !== text) text = swapped;
    else {
      brief.removed.push(from);
      brief.additions = brief.additions.filter(({ what }) => !mentions(what, from));
      brief.additions.push({ what: isPlural(to) ? to : withArticle(to) });
    }
  }
  for (const what of brief.removed) if (mentions(text, what)) text = without(text, what);
  if (brief.place) text = withoutPlace(text);
  return withName(text) ?? readSubject(text);
}

/** Leaves out the part of a noun phrase that speaks of it; the whole text if there is no other way. */
function without(text: string, what: string): string {
  const { determiner, head, rest } = readNounPhrase(text);
  const phrase = (...words: string[][]) => [determiner ?? "", ...words.flat()].join(" ").trim();
  const clause = rest.join(" ");
  const kept = head.filter((word) => !mentions(word, what));
  if (mentions(clause, what) && !mentions(head.join(" "), what)) return phrase(head);
  if (kept.length > 0 && kept.at(-1) === head.at(-1)) return phrase(kept, rest);
  return /^who\b/.test(clause) && !mentions(clause, what) ? `a stranger ${clause}` : "";
}

/** "a dog in space", set in Lisbon, is no longer in space. */
function withoutPlace(text: string): string {
  const shorter = text.replace(
    /\s(?:in|on|at|near|under|inside|aboard)\s+(?:(?:an?|the|outer)\s+(?:[\p{L}’'-]+\s+)?[\p{L}’'-]+|space|\p{Lu}[\p{L}’'-]+)$/u,
    "",
  );
  return shorter.includes(" ") ? shorter : text;
}

/** "a girl named Lena who talks to birds": a girl who talks to birds, Lena. */
function withName(text: string): Subject | null {
  const [named, name] = /,?\s*\b(?:named|called)\s+(\p{Lu}[\p{L}’'-]*),?/u.exec(text) ?? [];
  if (!named || !name || readNounPhrase(text).boundary !== "named") return null;
  const subject = readSubject(oneLine(text.replace(named, " ")));
  return subject.frame === "hero" ? { ...subject, name } : null;
}
