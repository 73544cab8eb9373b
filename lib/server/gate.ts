import type { IncomingMessage } from "node:http";
import { HttpProblem, problemAnswer } from "@/lib/http/problem";
import { respond } from "@/lib/http/respond";
import { hasDotSegment } from "@/lib/text/dot-segment";

const METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];
const MOST_HEADERS = 100;

/** Path and query of a request's target, also where it names a whole address, as clients of proxies do. */
export function originForm(target: string): string {
  const rest = target.replace(/^https?:\/\/[^/?#]*/i, "");
  return rest === target || rest.startsWith("/") ? rest : `/${rest}`;
}

/** Path of a request's target as it was sent: nothing in it is decoded or resolved. */
export const pathOf = (target: string): string => target.split(/[?#]/, 1)[0] ?? "";

/** Why nothing here should look at a request any further; null for what may go on. */
export function refusalAtGate({ method = "", url = "", rawHeaders }: Sent): Response | null {
  if (!METHODS.includes(method) || (url === "*" && method !== "OPTIONS")) {
    const Allow = url === "*" ? "OPTIONS" : METHODS.join(", ");
    return refused(new HttpProblem("method_not_allowed", `This address takes ${Allow}, not ${method}.`), { Allow });
  }
  if (url === "*") return new Response(null, { status: 204, headers: { Allow: METHODS.join(", ") } });
  if (rawHeaders.length / 2 > MOST_HEADERS) {
    return refused(new HttpProblem("too_many_headers", `A request can have at most ${MOST_HEADERS} header lines.`));
  }
  return isPlainPath(pathOf(url)) ? null : refused(new HttpProblem("not_found", "There is nothing at this address."));
}

type Sent = Pick<IncomingMessage, "method" | "url" | "rawHeaders">;

const refused = (problem: HttpProblem, headers: Record<string, string> = {}) =>
  respond(problemAnswer(problem, "gate"), headers);

/**
 * A path that every reader reads alike. `..` in any spelling would be one address for a proxy or a rule in front of
 * us and another one here; browsers resolve it before they send.
 */
function isPlainPath(path: string): boolean {
  let decoded: string;
  try {
    decoded = decodeURIComponent(path);
  } catch {
    return false;
  }
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
  if (!path.startsWith("/") || /[\\\u0000-\u0020\u007f]/.test(path)) return false;
  // Pages that Next keeps for itself.
  if (/^\/_(?!next\/)/.test(decoded)) return false;
  return !hasDotSegment(decoded);
}
