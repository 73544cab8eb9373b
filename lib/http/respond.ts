import { holdpoint } from "@/lib/app";
import { type Answer, retrySeconds } from "./problem";
import { apiHeaders } from "./security-headers";

/** Turns an answer into a response, with the headers that follow from its status. */
export function respond(answer: Answer, extra: Record<string, string> = {}): Response {
  const headers: Record<string, string> = {
    ...apiHeaders(holdpoint().settings.publicUrl),
    "Content-Type": answer.contentType,
  };
  if (answer.status === 401) headers["WWW-Authenticate"] = 'Bearer realm="Holdpoint"';
  if (answer.status === 429 || answer.status === 503)
    headers["Retry-After"] = String(answer.retryAfter ?? retrySeconds);
  Object.assign(headers, extra);
  return new Response(answer.body, { status: answer.status, headers });
}

export const jsonAnswer = (body: unknown, status = 200): Answer => ({
  status,
  contentType: "application/json",
  body: JSON.stringify(body),
});

/** The header that says where something new is found. */
export const located = (location: string | undefined, { id }: { id: string }): Record<string, string> =>
  location === undefined ? {} : { Location: location.replace("{id}", id) };
