import { fittingValue } from "./json/fitting-value";
import { isTaskPlan, taskPlan } from "./json/task-plan";
import { countWords } from "./language/text";
import { notFollowed, withNote } from "./note";
import { writeText } from "./plain-text";
import { readChat } from "./read-chat";
import type { ChatRequest } from "./read-request";
import { chooseOption, listItems, summarize } from "./short-answers";
import { writeStory } from "./story/write-story";
import { findTitle } from "./title";
import { translate } from "./translate";

/** `cut` when the longest allowed answer ended it. */
export interface Answer {
  text: string;
  cut: boolean;
}

/** Tokens to a word, roughly. */
const TOKENS_PER_WORD = 1.3;

/** What is read of each message; the rest of a longer one changes nothing. */
const LONGEST = 40_000;

export function answer({ messages: given, schema, maxTokens }: ChatRequest): Answer {
  const messages = given.map((message) => ({ ...message, content: message.content.slice(0, LONGEST) }));
  if (schema) {
    const said = messages.flatMap(({ role, content }) => (role === "user" ? [content] : []));
    const value = isTaskPlan(schema) ? taskPlan(said.at(-1) ?? "") : fittingValue(schema, said.join("\n"));
    return { text: JSON.stringify(value), cut: false };
  }
  const { text, note } = write(readChat(messages));
  const words = maxTokens === null ? Number.POSITIVE_INFINITY : Math.max(1, Math.floor(maxTokens / TOKENS_PER_WORD));
  if (countWords(text) <= words) return { text: withNote(text, note ?? null), cut: false };
  const pieces = text.match(/\s*\S+/g) ?? [];
  return { text: pieces.slice(0, words).join(""), cut: true };
}

function write(task: ReturnType<typeof readChat>): { text: string; note?: string | null } {
  switch (task.kind) {
    case "title":
      return { text: findTitle(task.text, task.words) };
    case "summary":
      return { text: summarize(task.text, task.sentences) };
    case "choice":
      return { text: chooseOption(task.options, task.text) };
    case "list":
      return { text: listItems(task.subject, task.count) };
    case "translation":
      return translate(task.translation);
    case "text":
    case "story": {
      const { text, unfollowed } = task.kind === "text" ? writeText(task.request, task.comments) : writeStory(task);
      return { text, note: notFollowed(unfollowed) };
    }
  }
}
