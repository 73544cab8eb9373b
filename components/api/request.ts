import type { FieldError } from "@/lib/forms/spec";
import type { Actor } from "@/lib/words/people";
import { liveHub } from "./live-hub";

/** Why a request did not do what was asked, as far as pages treat it differently. */
export type Refusal =
  | { kind: "network" }
  | { kind: "signed_out" }
  | { kind: "not_found" }
  | { kind: "rate_limited" }
  | { kind: "forbidden"; message: string | null }
  | { kind: "invalid"; errors: FieldError[]; message: string }
  | { kind: "decided"; by: Actor; action: string; at: string }
  | { kind: "closed"; status: "expired" | "canceled" }
  | { kind: "stale"; revision: number }
  | { kind: "other"; message: string | null };

export type Reply<T> = { ok: true; value: T } | { ok: false; refusal: Refusal };

export interface Problem {
  code?: string;
  detail?: string;
  errors?: FieldError[];
  decidedBy?: Actor;
  action?: string;
  decidedAt?: string;
  reviewStatus?: "expired" | "canceled";
  currentRevision?: number;
}

const patience = 30_000;

/** Never throws. A reply that never comes counts as a lost connection. */
export async function request<T>(path: string, init: RequestInit = {}): Promise<Reply<T>> {
  try {
    const response = await fetch(path, { signal: AbortSignal.timeout(patience), cache: "no-store", ...init });
    liveHub.reportFetch(true);
    if (response.ok) return { ok: true, value: (await response.json()) as T };
    const problem = (await response.json().catch(() => ({}))) as Problem;
    return { ok: false, refusal: refusalOf(response.status, problem) };
  } catch {
    liveHub.reportFetch(false);
    return { ok: false, refusal: { kind: "network" } };
  }
}

export const post = <T>(path: string, body: unknown, idempotencyKey: string) =>
  send<T>("POST", path, body, idempotencyKey);

export function send<T>(
  method: "POST" | "PATCH",
  path: string,
  body: unknown,
  idempotencyKey: string,
): Promise<Reply<T>> {
  const headers = { "Content-Type": "application/json", "Idempotency-Key": idempotencyKey };
  return request<T>(path, { method, headers, body: JSON.stringify(body) });
}

export function refusalOf(status: number, problem: Problem): Refusal {
  const { code, detail } = problem;
  if (code === "review_decided" && problem.decidedBy && problem.action && problem.decidedAt) {
    return { kind: "decided", by: problem.decidedBy, action: problem.action, at: problem.decidedAt };
  }
  if (code === "review_closed") return { kind: "closed", status: problem.reviewStatus ?? "canceled" };
  if (code === "stale_draft") return { kind: "stale", revision: problem.currentRevision ?? 0 };
  if (code === "invalid")
    return { kind: "invalid", errors: (problem.errors ?? []).map(ofField), message: detail ?? "" };
  if (status === 401) return { kind: "signed_out" };
  if (status === 403) return { kind: "forbidden", message: detail ?? null };
  if (status === 404) return { kind: "not_found" };
  if (status === 429) return { kind: "rate_limited" };
  // What we would say of our own faults helps nobody here; what we refuse on purpose does.
  return { kind: "other", message: status < 500 ? (detail ?? null) : null };
}

/** Errors name the place in the body; forms know their fields only. */
const ofField = ({ field, message }: FieldError): FieldError => ({
  field: field.replace(/^(?:values|input)\./, ""),
  message,
});
