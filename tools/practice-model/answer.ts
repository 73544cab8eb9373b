import { fittingValue } from "./json-value";
import { SHORT_LABEL, withLabel } from "./label";
import { countWords } from "./language/text";
import { writeText } from "./plain-text";
import { readChat } from "./read-chat";
import type { ChatRequest } from "./read-request";
import { chooseOption, listItems, summarize } from "./short-answers";
import { writeStory } from "./story/write-story";
import { isTaskPlan, taskPlan } from "./task-plan";
import { findTitle } from "./title";
import { translate, translationNote } from "./translate";

/** Tokens to a word, roughly; also how usage is counted. */
const TOKENS_PER_WORD = 1.3;

/** What is read of each message; the rest of a longer one changes nothing. */
const LONGEST = 40_000;

/** The answer to a chat. `cut` when the longest allowed answer ended it. */
export function answer(chat: ChatRequest): { text: string; cut: boolean } {
  if (chat.schema) {
    const said = chat.messages.filter(({ role }) => role === "user").map(({ content }) => content.slice(0, LONGEST));
    if (isTaskPlan(chat.schema)) return { text: JSON.stringify(taskPlan(said.at(-1) ?? "")), cut: false };
    return { text: JSON.stringify(fittingValue(chat.schema, said.join("\n"))), cut: false };
  }
  const task = readChat(chat.messages.map((message) => ({ ...message, content: message.content.slice(0, LONGEST) })));
  switch (task.kind) {
    case "title":
      return whole(findTitle(task.text, task.words) + SHORT_LABEL);
    case "summary":
      return whole(summarize(task.text, task.sentences) + SHORT_LABEL);
    case "choice":
      return whole(chooseOption(task.options, task.text) + SHORT_LABEL);
    case "list":
      return long(listItems(task.subject, task.count), [], chat.maxTokens);
    case "translation":
      return long(translate(task.translation), task.comments, chat.maxTokens, translationNote(task.translation));
    case "text":
      return long(writeText(task.request, task.comments), task.comments, chat.maxTokens);
    case "story":
      return long(writeStory(task), task.comments, chat.maxTokens);
  }
}

const whole = (text: string) => ({ text, cut: false });

/** A text that is too long ends after the last word that is allowed, and still says who wrote it. */
function long(
  text: string,
  comments: string[],
  maxTokens: number | null,
  note?: string,
): { text: string; cut: boolean } {
  const words = maxTokens === null ? Number.POSITIVE_INFINITY : Math.max(1, Math.floor(maxTokens / TOKENS_PER_WORD));
  if (countWords(text) <= words) return { text: withLabel(text, comments, note), cut: false };
  const pieces = text.match(/\s*\S+/g) ?? [];
  return { text: withLabel(pieces.slice(0, words).join(""), comments, note), cut: true };
}
