import { APIConnectionError, APIConnectionTimeoutError, APIError } from "openai";
import { failures, ModelError } from "./model-error";
import { readRetryAfter } from "./retry-after";

/** What a failed request was about; `apiKey` only to keep it out of every message. */
export interface Attempt {
  model: string;
  apiKey: string;
  /** True once the answer had begun. */
  begun: boolean;
}

/** Turns what the package, fetch or a parser threw into a `ModelError`. Anything else is a bug and stays as it is. */
export function explainFailure(error: unknown, attempt: Attempt): unknown {
  if (error instanceof ModelError) return error;
  if (error instanceof APIConnectionTimeoutError) return failures.noAnswer();
  if (error instanceof APIConnectionError) return unavailable("The model's server could not be reached.");
  if (error instanceof APIError) return explainStatus(error, attempt);
  if (error instanceof SyntaxError) return failures.badReply();
  if (error instanceof TypeError && (error.message === "terminated" || error.message === "fetch failed")) {
    return attempt.begun ? failures.cutOff() : unavailable("The model's server closed the connection.");
  }
  return error;
}

function explainStatus(error: APIError, attempt: Attempt): ModelError {
  const status: number | undefined = error.status;
  const retryAfterMs = readRetryAfter(error.headers);
  const said = `${error.code ?? ""} ${error.type ?? ""}`;
  if (/insufficient_quota|billing/.test(said)) {
    return refused("The account at the model's server has no credit left.");
  }
  if (status === 429 || (status === undefined && /rate_limit/.test(said))) {
    return new ModelError("model_rate_limited", "The model's server asks us to slow down.", {
      retryable: true,
      retryAfterMs,
    });
  }
  if (status === undefined) return unavailable("The model's server broke off with an error of its own.", retryAfterMs);
  if (status >= 500 || status === 408 || status === 409 || status === 425) {
    return unavailable(`The model's server has a problem of its own (status ${status}).`, retryAfterMs);
  }
  if (status === 401 || status === 403) {
    return refused("The model's server did not accept the key; check the API key that is set for it.");
  }
  if (status === 404) {
    return refused(
      `The model's server does not know the model "${attempt.model.slice(0, 100)}"; check the name and the address.`,
    );
  }
  if (status === 413 || /context_length|too (long|large)/i.test(`${said} ${error.message}`)) {
    return refused("The text is too long for this model.");
  }
  if (status < 400) return failures.badReply();
  const words = readable(error, attempt.apiKey);
  return refused(`The model's server refused the request (status ${status})${words ? `: ${words}` : "."}`);
}

const unavailable = (message: string, retryAfterMs?: number) =>
  new ModelError("model_unavailable", message, { retryable: true, retryAfterMs });

const refused = (message: string) => new ModelError("model_refused", message, { retryable: false });

/** The server's own words, on one short line, with anything that looks like a key left out. */
function readable(error: APIError, apiKey: string): string {
  const body: unknown = error.error;
  const said = typeof body === "object" && body !== null && "message" in body ? body.message : undefined;
  if (typeof said !== "string") return "";
  const line = (apiKey.length < 8 ? said : said.replaceAll(apiKey, "[key]"))
    .replace(/\b(sk|pk|key|bearer)[-_ ][\w*.-]{6,}/gi, "[key]")
    .replace(/\s+/g, " ")
    .trim();
  return line.length > 200 ? `${line.slice(0, 199)}…` : line;
}
