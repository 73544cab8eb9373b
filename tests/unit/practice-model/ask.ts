import { answer } from "@/tools/practice-model/answer";

/** The answer to a chat: the person's words first, then in turns. */
export const ask = (...contents: string[]) =>
  answer({
    model: "practice-model",
    messages: contents.map((content, index) => ({ role: index % 2 === 0 ? "user" : "assistant", content })),
    stream: false,
    includeUsage: false,
    maxTokens: null,
    schema: null,
  }).text;

/** Comments as the product lists them. */
export const rewrite = (...comments: string[]) =>
  `Comments so far, oldest first:\n${comments.map((text, index) => `${index + 1}. ${text.replaceAll("\n", "\n   ")}`).join("\n")}\n\nThe newest comment is number ${comments.length}. Rewrite the text so that it follows all of them.`;
