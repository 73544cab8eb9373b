import { createHash, randomBytes, randomUUID } from "node:crypto";
import { expect } from "vitest";
import type { FieldError } from "@/lib/forms/spec";
import type { ReviewView, RunView } from "@/lib/views/views";
import type { Actor } from "@/lib/words/people";
import { withClient } from "./postgres";

export interface Reply<T> {
  status: number;
  headers: Headers;
  text: string;
  body: T;
}

export interface Problem {
  type: string;
  title: string;
  status: number;
  code: string;
  detail: string;
  errors?: FieldError[];
  decidedBy?: Actor;
  action?: string;
  decidedAt?: string;
  reviewStatus?: string;
  currentRevision?: number;
  retryAfter?: number;
}

export type Client = ReturnType<typeof restClient>;

/** Speaks REST as anybody would. `body` is sent as JSON, or as it is when it is text or bytes. */
export function restClient(url: string, own: Record<string, string>) {
  async function send<T>(path: string, init: RequestInit): Promise<Reply<T>> {
    const response = await fetch(`${url}${path}`, {
      redirect: "manual",
      ...init,
      headers: { ...own, ...init.headers },
    });
    const text = await response.text();
    const json = response.headers.get("content-type")?.includes("json");
    return { status: response.status, headers: response.headers, text, body: (json ? JSON.parse(text) : text) as T };
  }
  return {
    url,
    headers: own,
    send,
    get: <T = Problem>(path: string, headers: Record<string, string> = {}) => send<T>(path, { headers }),
    post: <T = Problem>(path: string, body: unknown, headers: Record<string, string> = {}) =>
      send<T>(path, {
        method: "POST",
        body: typeof body === "string" || body instanceof Uint8Array ? (body as BodyInit) : JSON.stringify(body),
        headers: { "Content-Type": "application/json", ...headers },
      }),
  };
}

export const bearer = (token: string) => ({ Authorization: `Bearer ${token}` });

/** Starts a story and returns it waiting for its first review. */
export async function storyInReview(client: Client): Promise<{ run: RunView; review: ReviewView }> {
  const { body: run } = await client.post<RunView>("/api/v1/runs", story, { Prefer: "wait=30" });
  const review = run.reviews[0];
  if (!review) throw new Error(`The run is ${run.status} and has no review.`);
  return { run, review };
}

export const story = { workflow: "write-story", input: { prompt: "A lighthouse keeper" } };
export const accept = { action: "accept", values: {}, draftRevision: 1 };

/** Another workspace with one admin and a token. */
export async function addTenant(databaseUrl: string): Promise<{ token: string; userId: string; workspaceId: string }> {
  const token = `hp_other_${randomBytes(24).toString("hex")}`;
  const workspaceId = randomUUID();
  const userId = randomUUID();
  await withClient(databaseUrl, async (client) => {
    await client.query("insert into workspaces (id, name) values ($1, 'Other')", [workspaceId]);
    await client.query("insert into users (id, email, name) values ($1, $2, 'Olga')", [
      userId,
      `${userId}@example.com`,
    ]);
    await client.query("insert into memberships (workspace_id, user_id, role) values ($1, $2, 'admin')", [
      workspaceId,
      userId,
    ]);
    await client.query(
      "insert into api_tokens (id, workspace_id, user_id, name, prefix, hash) values ($1, $2, $3, 'Other', 'hp_oth', $4)",
      [randomUUID(), workspaceId, userId, createHash("sha256").update(token).digest("hex")],
    );
  });
  return { token, userId, workspaceId };
}

/** A problem document as it is documented, that gives nothing of the inside away. */
export function expectProblem(reply: Reply<Problem>, status: number, code: string): void {
  expect([reply.status, reply.body.code]).toEqual([status, code]);
  expect(reply.headers.get("content-type")).toBe("application/problem+json");
  expect(reply.body).toMatchObject({ type: `/docs/errors/${code}`, status, title: expect.any(String) });
  expect(reply.body.detail).toMatch(/\.$/);
  expect(reply.text).not.toMatch(/node_modules|\.ts:|\\n\s+at |prisma/i);
}

/** A token of one of the demo's people. */
export async function addToken(databaseUrl: string, name: string): Promise<string> {
  const token = `hp_${name}_${randomBytes(24).toString("hex")}`;
  await withClient(databaseUrl, (client) =>
    client.query(
      `insert into api_tokens (id, workspace_id, user_id, name, prefix, hash)
        select $1, m.workspace_id, u.id, 'Test', 'hp_test', $2
        from users u join memberships m on m.user_id = u.id where u.email = $3`,
      [randomUUID(), createHash("sha256").update(token).digest("hex"), `${name}@example.com`],
    ),
  );
  return token;
}
