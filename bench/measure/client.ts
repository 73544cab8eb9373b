import type { ReviewView, RunView } from "@/lib/views/views";

/** One caller of REST; whatever is refused unexpectedly throws with all that was said. */
export interface Client {
  url: string;
  headers: Record<string, string>;
  get<T>(path: string, headers?: Record<string, string>): Promise<T>;
  post<T>(path: string, body: unknown, headers?: Record<string, string>): Promise<T>;
  /** The answer as it comes, refusals included. */
  send(path: string, init: RequestInit): Promise<{ status: number; text: string }>;
}

export function clientOf(url: string, headers: Record<string, string>): Client {
  const send = async (path: string, init: RequestInit) => {
    const response = await fetch(`${url}${path}`, {
      redirect: "manual",
      ...init,
      headers: { ...headers, ...init.headers },
    });
    return { status: response.status, text: await response.text() };
  };
  const call = async <T>(path: string, init: RequestInit): Promise<T> => {
    const { status, text } = await send(path, init);
    if (status >= 300) throw new Error(`${init.method ?? "GET"} ${path}: ${status} ${text.slice(0, 500)}`);
    return JSON.parse(text) as T;
  };
  return {
    url,
    headers,
    send,
    get: (path, more = {}) => call(path, { headers: more }),
    post: (path, body, more = {}) =>
      call(path, {
        method: "POST",
        body: JSON.stringify(body),
        headers: { "Content-Type": "application/json", ...more },
      }),
  };
}

export const bearer = (token: string) => ({ Authorization: `Bearer ${token}` });

const PATIENCE = { Prefer: "wait=60" };

export const start = (client: Client, workflow: string, input: object, headers: Record<string, string> = PATIENCE) =>
  client.post<RunView>("/api/v1/runs", { workflow, input }, headers);

export const look = (client: Client, runId: string) => client.get<RunView>(`/api/v1/runs/${runId}`, PATIENCE);

export async function decide(
  client: Client,
  review: Pick<ReviewView, "id" | "draft">,
  action: string,
  values: object,
  headers: Record<string, string> = PATIENCE,
): Promise<RunView> {
  const draftRevision = review.draft?.revision;
  return client.post<RunView>(`/api/v1/reviews/${review.id}/decision`, { action, values, draftRevision }, headers);
}
