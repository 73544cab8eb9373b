import { writeArticle } from "./article/write-article";
import { readComment } from "./comments/read-comment";
import { seedFrom } from "./language/seed";
import { escapeMarkdown, joinAnd, oneLine, quote, sentencesOf, shortenWords } from "./language/text";
import { contentWords, GREETING } from "./short-answers";

const LETTER = /\b(?:e-?mail|letter|reply|respond|message)\b/i;

/** A first version of anything that is no story: honest about knowing nothing, with the request's own words. */
export function writeText(request: string, comments: string[]): string {
  const order = oneLine(request.split("\n")[0] ?? "");
  const asked = quote(escapeMarkdown(shortenWords(oneLine(request), 30)).replace(/\.$/, ""));
  const article = writeArticle(request, comments);
  if (article) return article.join("\n\n");
  if (LETTER.test(order)) return letter(request).join("\n\n");
  if (/\?\s*$/.test(oneLine(request))) {
    return `The question was: ${asked} It cannot be answered here: that takes somebody who knows about the world.`;
  }
  const seed = seedFrom(request);
  const topics = [...new Set(contentWords(request))].filter((word) => word.length > 3).slice(0, 4);
  const about = topics.length > 0 ? joinAnd(topics.map((topic) => `**${escapeMarkdown(topic)}**`)) : "what was asked";
  return [
    `This is a first version of what was asked for: ${asked}`,
    seed.pick(
      [
        `It turns on ${about}. Each deserves a paragraph of its own, an example that can be checked, and a sentence that says why it matters.`,
        `The points to settle are ${about}. They are best taken one at a time, the easiest first.`,
        `Most of it comes down to ${about}. What is known should be said plainly; what is not should be asked.`,
      ],
      "text",
    ),
    ...longerIfAsked(comments),
  ].join("\n\n");
}

function letter(request: string): string[] {
  const [, ...given] = request.split("\n");
  const subject = sentencesOf(given.join(" ").trim().replace(GREETING, "") || request)[0] ?? "your message";
  return [
    "Hello,",
    `thank you for writing. This is about: ${quote(escapeMarkdown(shortenWords(subject, 20)).replace(/\.$/, ""))}. It has been read with care, and the next step is clear.`,
    "We will come back to you within a day. If anything has changed in the meantime, a short answer to this message is enough.",
    "Kind regards",
  ];
}

function longerIfAsked(comments: string[]): string[] {
  const wishes = comments.flatMap(readComment);
  const longer = wishes.some((wish) => wish.kind === "length" && (wish.change.factor ?? 1) > 1);
  return longer
    ? [
        "There is more to say on each point, and the order matters: first what is so, then what follows, then what it costs.",
      ]
    : [];
}
