import { contextOf } from "@/lib/engine/context";
import type { HttpRequest, HttpStep } from "@/lib/engine/steps/http";
import type { Json } from "@/lib/engine/types";
import { readForeignJson } from "@/lib/json/read-json";
import { readRetryAfter } from "@/lib/llm/retry-after";
import { EffectFailure } from "./failure";
import { failure, type IncomingResponse, type OutgoingRequest } from "./http-request";
import type { EffectPorts, EffectRequest, EffectResult } from "./ports";

const TIMEOUT_MS = 30_000;
const MAX_BYTES = 1_000_000;
/** Headers of the answer that are kept. */
const KEPT = ["content-type", "etag", "last-modified", "link", "location", "retry-after", "x-request-id"];
/** Headers that belong to the connection, not to the author. */
const RESERVED = ["host", "connection", "content-length", "transfer-encoding", "upgrade", "accept-encoding"];

/** Sends the step's request, once. The output is `{status, headers, body}`; any other status than 2xx is a failure. */
export async function performHttp(ports: EffectPorts, effect: EffectRequest<HttpStep>): Promise<EffectResult> {
  const { step, snapshot } = effect;
  const request = outgoing(effect);
  const input = { method: request.method, url: request.url.href, body: request.body && JSON.parse(request.body) };
  const timeoutMs = step.timeoutMs ?? TIMEOUT_MS;
  const timeout = AbortSignal.timeout(timeoutMs);
  const signal = AbortSignal.any([effect.signal, timeout]);
  try {
    const response = await ports.sendRequest(request, { signal, maxBytes: MAX_BYTES });
    if (response.status < 200 || response.status > 299) throw refusal(request, response);
    const headers = Object.fromEntries(KEPT.flatMap((name) => pair(name, response.headers.get(name))));
    const output = { status: response.status, headers, body: readBody(request, response) };
    return { output, by: { kind: "system", id: snapshot.run.workflow, name: request.url.host }, input };
  } catch (cause) {
    if (timeout.aborted && !(cause instanceof EffectFailure)) {
      throw new EffectFailure(tookTooLong(request.url, timeoutMs).error, input);
    }
    throw new EffectFailure(explain(cause, request.url).error, input);
  }
}

function outgoing({ step, snapshot, effect }: EffectRequest<HttpStep>): OutgoingRequest {
  const { run, draft } = snapshot;
  try {
    const asked = step.request(contextOf(run, draft));
    const method = (asked.method ?? "GET").toUpperCase();
    const url = new URL(asked.url);
    return { method, url, headers: headersFor(asked, method, effect.key), body: bodyOf(asked, method) };
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : String(cause);
    throw failure("workflow_error", `${step.name}: ${message}`);
  }
}

function headersFor({ headers = {}, json }: HttpRequest, method: string, key: string): Record<string, string> {
  const own = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
  const reserved = RESERVED.find((name) => name in own);
  if (reserved) throw new Error(`the header "${reserved}" is Holdpoint's to set; leave it out.`);
  return {
    accept: "application/json",
    "user-agent": "Holdpoint",
    ...(json === undefined ? {} : { "content-type": "application/json" }),
    ...(method === "GET" || method === "HEAD" ? {} : { "idempotency-key": key }),
    ...own,
    "accept-encoding": "identity",
  };
}

function bodyOf({ json }: HttpRequest, method: string): string | null {
  if (json === undefined) return null;
  if (method === "GET" || method === "HEAD") throw new Error(`a ${method} request has no body; leave "json" out.`);
  return JSON.stringify(json);
}

/**
 * JSON where the answer says so, else its text; null for none. Numbers that would be rounded come as their text: the
 * author can't make the other side write them otherwise.
 */
function readBody({ url }: OutgoingRequest, { headers, text }: IncomingResponse): Json {
  if ((headers.get("content-encoding") ?? "identity") !== "identity") {
    throw failure("bad_response", `${url.host} sent compressed data although it was asked not to.`);
  }
  if (text === "") return null;
  if (!/[/+]json\b/i.test(headers.get("content-type") ?? "")) return text;
  try {
    return readForeignJson(text) as Json;
  } catch {
    throw failure("bad_response", `${url.host} said that it sends JSON, but it is not.`);
  }
}

function refusal({ method, url }: OutgoingRequest, { status, headers, text }: IncomingResponse): EffectFailure {
  const retryable = [408, 425, 429].includes(status) || status >= 500;
  const excerpt = text.trim() === "" ? "" : `: ${text.trim().slice(0, 200)}`;
  return failure("http_status", `${method} ${url.origin}${url.pathname} was answered with ${status}${excerpt}`, {
    retryable,
    retryAfterMs: readRetryAfter(headers),
  });
}

const tookTooLong = (url: URL, ms: number) =>
  failure("http_timeout", `${url.host} did not answer within ${ms / 1_000} s.`, { retryable: true });

function explain(cause: unknown, url: URL): EffectFailure {
  if (cause instanceof EffectFailure) return cause;
  const { name, message } = cause as Error;
  if (name === "AddressRefused") return failure("address_refused", message);
  return failure("http_unreachable", `${url.host} could not be reached: ${message}`, { retryable: true });
}

const pair = (name: string, value: string | null) => (value === null ? [] : [[name, value]]);
