import { holdpoint } from "@/lib/app";
import { type Answer, retrySeconds } from "./problem";
import { apiHeaders } from "./security-headers";

/** Turns an answer into a response, with the headers that follow from its status. */
export function respond(answer: Answer, extra: Record<string, string> = {}): Response {
  const headers = new Headers({ ...apiHeaders(holdpoint().settings.publicUrl), "Content-Type": answer.contentType });
  if (answer.status === 401) headers.set("WWW-Authenticate", 'Bearer realm="Holdpoint"');
  if (answer.status === 429 || answer.status === 503)
    headers.set("Retry-After", String(answer.retryAfter ?? retrySeconds));
  for (const [name, value] of Object.entries(extra)) headers.set(name, value);
  return new Response(answer.body, { status: answer.status, headers });
}

export const jsonAnswer = (body: unknown, status = 200): Answer => ({
  status,
  contentType: "application/json",
  body: JSON.stringify(body),
});
