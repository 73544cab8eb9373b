import { readComment } from "./comments/read-comment";
import type { Wish } from "./comments/wishes";
import { fittingValue } from "./json-value";
import { countWords } from "./language/text";
import { notFollowed, withNote } from "./note";
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
      return whole(findTitle(task.text, task.words));
    case "summary":
      return whole(summarize(task.text, task.sentences));
    case "choice":
      return whole(chooseOption(task.options, task.text));
    case "list":
      return long(listItems(task.subject, task.count), null, chat.maxTokens);
    case "translation":
      return long(translate(task.translation), translationNote(task.translation), chat.maxTokens);
    case "text":
      return long(writeText(task.request, task.comments), unfollowed(task.comments, TEXT_WISHES), chat.maxTokens);
    case "story":
      return long(writeStory(task), unfollowed(task.comments), chat.maxTokens);
  }
}

/** What of comments a text that is no story can follow. */
const TEXT_WISHES: Wish["kind"][] = ["length"];

function unfollowed(comments: string[], followed?: Wish["kind"][]): string | null {
  const wishes = comments.flatMap((comment) => {
    const read = readComment(comment);
    if (followed) return read.every(({ kind }) => followed.includes(kind)) ? [] : [comment];
    return read.flatMap((wish) => (wish.kind === "unclear" ? [wish.text] : []));
  });
  return notFollowed(wishes);
}

const whole = (text: string) => ({ text, cut: false });

/** A text that is too long ends after the last word that is allowed. */
function long(text: string, note: string | null, maxTokens: number | null): { text: string; cut: boolean } {
  const words = maxTokens === null ? Number.POSITIVE_INFINITY : Math.max(1, Math.floor(maxTokens / TOKENS_PER_WORD));
  if (countWords(text) <= words) return { text: withNote(text, note), cut: false };
  const pieces = text.match(/\s*\S+/g) ?? [];
  return { text: pieces.slice(0, words).join(""), cut: true };
}
