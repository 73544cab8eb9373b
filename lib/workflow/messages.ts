import type { CommentForPrompt, PromptMessage } from "@/lib/engine/program";
import type { DraftContent } from "@/lib/engine/types";

/** Asks for a text; once there is a draft, for a new one that follows all comments so far. */
export function draftMessages(
  request: string,
  { draft, comments }: { draft: DraftContent | null; comments: CommentForPrompt[] },
): PromptMessage[] {
  if (!draft) return [{ role: "user", content: request }];
  const list = comments.map(({ text }, index) => `${index + 1}. ${text.replaceAll("\n", "\n   ")}`);
  const rewrite = [
    "Comments so far, oldest first:",
    ...list,
    "",
    `The newest comment is number ${list.length}. Rewrite the text so that it follows all of them.`,
  ].join("\n");
  return [
    { role: "user", content: request },
    { role: "assistant", content: draft.content },
    { role: "user", content: rewrite },
  ];
}
