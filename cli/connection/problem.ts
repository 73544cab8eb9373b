import { z } from "zod";
import { type ExitCode, exit } from "@/cli/exit-codes";
import { Failure } from "@/cli/failure";

const problem = z.object({
  code: z.string(),
  detail: z.string(),
  errors: z.array(z.object({ field: z.string(), message: z.string() })).default([]),
});

/** How the chat says no. */
const refusal = z.object({ error: z.string() });

const byStatus: Record<number, ExitCode> = {
  401: exit.notSignedIn,
  403: exit.notSignedIn,
  404: exit.notFound,
  408: exit.timeout,
  409: exit.conflict,
  413: exit.invalid,
  422: exit.invalid,
  429: exit.unavailable,
  502: exit.unavailable,
  503: exit.unavailable,
  504: exit.unavailable,
};

/** A refusal as one failure: the server's own sentence, or ours where something else answered. */
export function failureOf(url: string, response: Response, text: string): Failure {
  const code = byStatus[response.status] ?? exit.error;
  const said = problem.safeParse(json(text));
  if (!said.success) {
    const { data } = refusal.safeParse(json(text));
    return new Failure(code, data && response.status !== 401 ? data.error : whatElse(url, response.status));
  }
  const { detail, errors } = said.data;
  if (response.status === 401) {
    return new Failure(code, `${url} does not know this token. Run \`holdpoint login\`, or check HOLDPOINT_TOKEN.`);
  }
  const sentences = errors.length > 0 ? errors.map(({ message }) => message).join("\n") : detail;
  const exitCode = said.data.code === "unknown_workflow" ? exit.notFound : code;
  return new Failure(exitCode, `${sentences}${comeBack(response)}`, said.data.code);
}

function whatElse(url: string, status: number): string {
  if (status >= 502) return `${url} is not available just now (${status}). Please try again in a moment.`;
  if (status === 401) return `${url} does not know this token. Run \`holdpoint login\`, or check HOLDPOINT_TOKEN.`;
  return `${url} does not answer as Holdpoint does (status ${status}). Is the address right?`;
}

function comeBack(response: Response): string {
  const seconds = response.headers.get("retry-after");
  const later = response.status === 429 || response.status === 503;
  return later && seconds && /^\d+$/.test(seconds) ? ` (in ${seconds} s)` : "";
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** No answer at all: refused, unknown name, cut off, too slow. */
export function unreachable(url: string, error: unknown, seconds: number): Failure {
  if ((error as Error).name === "TimeoutError") {
    return new Failure(exit.timeout, `${url} did not answer within ${seconds} s.`);
  }
  const cause = ((error as Error).cause ?? error) as NodeJS.ErrnoException;
  const reason = cause.code ?? cause.message;
  return new Failure(exit.unavailable, `${url} can't be reached (${reason}). Is it running, and is the address right?`);
}

/** Whether the request can't have arrived. */
export const neverSent = (error: unknown) =>
  ["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "EHOSTUNREACH", "ENETUNREACH"].includes(
    ((error as Error).cause as NodeJS.ErrnoException | undefined)?.code ?? "",
  );
