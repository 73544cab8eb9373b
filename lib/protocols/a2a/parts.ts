import { type Message, type Part, Role } from "@a2a-js/sdk";
import { REVIEW_EXTENSION } from "./review-extension";

const part = (content: Part["content"], mediaType: string): Part => ({
  content,
  mediaType,
  filename: "",
  metadata: undefined,
});

export const textPart = (value: string, mediaType = "text/plain") => part({ $case: "text", value }, mediaType);

export const dataPart = (value: unknown) => part({ $case: "data", value }, "application/json");

/** A data part that this extension describes. */
export const reviewPart = (value: object): Part => ({
  ...dataPart(value),
  metadata: { extension: REVIEW_EXTENSION },
});

export function agentMessage(
  { id, taskId, contextId }: { id: string; taskId: string; contextId: string },
  parts: Part[],
): Message {
  return {
    messageId: id,
    taskId,
    contextId,
    role: Role.ROLE_AGENT,
    parts,
    metadata: undefined,
    extensions: parts.some(({ metadata }) => metadata?.extension === REVIEW_EXTENSION) ? [REVIEW_EXTENSION] : [],
    referenceTaskIds: [],
  };
}
