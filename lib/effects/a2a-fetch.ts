import { isTooDeep, MOST_LEVELS } from "@/lib/json/depth";
import { withInexactAsText } from "@/lib/json/read-json";
import { readRetryAfter } from "@/lib/llm/retry-after";
import type { AgentSecret } from "./agent-secrets";
import { failure, type IncomingResponse, type Limits, type OutgoingRequest } from "./http-request";

const MAX_BYTES = 5_000_000;
const TIMEOUT_MS = 30_000;

export type SendRequest = (request: OutgoingRequest, limits: Limits) => Promise<IncomingResponse>;

/**
 * A `fetch` that leaves by the guarded door: every address and redirect is checked. The secret goes to its own
 * origin only. Streams are read to their end first; ask for none. Numbers that would be rounded come as their text.
 */
export function a2aFetch(send: SendRequest, secret: AgentSecret | null, signal: AbortSignal): typeof fetch {
  return async (input, init = {}) => {
    const url = new URL(input instanceof Request ? input.url : input);
    const headers = Object.fromEntries(new Headers(init.headers));
    if (secret && url.origin === secret.origin) headers[secret.header] = secret.value;
    const request: OutgoingRequest = {
      method: init.method ?? "GET",
      url,
      headers: { ...headers, "user-agent": "Holdpoint", "accept-encoding": "identity" },
      body: typeof init.body === "string" ? init.body : null,
    };
    const signals = [signal, AbortSignal.timeout(TIMEOUT_MS), ...(init.signal ? [init.signal] : [])];
    const response = await send(request, { signal: AbortSignal.any(signals), maxBytes: MAX_BYTES });
    refuseEarly(response, url);
    if (isTooDeep(response.text)) {
      const message = `${url.host} answered with JSON that is nested more than ${MOST_LEVELS} levels deep.`;
      throw failure("agent_output_too_large", message);
    }
    const body = [204, 205, 304].includes(response.status) ? null : exactText(response.text);
    return new Response(body, { status: response.status, headers: response.headers });
  };
}

/** What is no JSON is for the protocol to say. */
function exactText(text: string): string {
  try {
    return withInexactAsText(text);
  } catch {
    return text;
  }
}

/** What has nothing to do with the protocol: who we are, and whether the other side has time. */
function refuseEarly({ status, headers }: IncomingResponse, { host }: URL): void {
  if (status === 401 || status === 403) {
    throw failure(
      "agent_auth_required",
      `${host} did not let us in (${status}). An operator sets HOLDPOINT_AGENT_SECRET_..., and the agent's entry names it.`,
    );
  }
  if (status === 429 || [502, 503, 504].includes(status)) {
    throw failure("agent_unreachable", `${host} has no time now (${status}).`, {
      retryable: true,
      retryAfterMs: readRetryAfter(headers),
    });
  }
}
