/**
 * One attempt to send something: the same content keeps its key, so that trying again after a lost
 * connection is carried out once; other content is another attempt.
 */
export interface Attempt {
  content: string;
  key: string;
}

export function attemptFor(previous: Attempt | null, body: unknown): Attempt {
  const content = JSON.stringify(body);
  return previous?.content === content ? previous : { content, key: randomKey() };
}

/** `randomUUID` exists on secure origins only. */
function randomKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
