import { randomUUID } from "node:crypto";
import type { Endpoint, ParamsOf } from "@/lib/features/endpoint";
import { files } from "@/lib/features/files/contract";
import { runs } from "@/lib/features/runs/contract";
import type { FileView, Page } from "@/lib/views/views";
import { addressOf } from "./address";
import type { AnswerOf, BodyOf, QueryOf, RowOf } from "./call";
import { failureOf, neverSent, unreachable } from "./problem";
import type { Settings } from "./settings";

const PAGE = 200;

interface Request {
  method: "GET" | "POST";
  path: string;
  headers?: Record<string, string>;
  body?: string | Uint8Array;
  /** Seconds until it is given up. */
  seconds?: number;
  signal?: AbortSignal;
}

interface Limits {
  /** Seconds that an answer may take. */
  patience: number;
  /** Ends whatever only reads. Its reason is a `Failure`. */
  signal: AbortSignal;
}

/** REST as docs/api.md has it; whatever is refused or does not arrive is a `Failure`. */
export class Client {
  constructor(
    private readonly settings: Settings,
    private readonly limits: Limits,
  ) {}

  get url(): string {
    return this.settings.url;
  }

  /** `wait`: seconds to hold the answer until the run waits for a person or has ended. */
  get<E extends Endpoint>(
    endpoint: E,
    params: ParamsOf<E["path"]>,
    { query, wait }: { query?: QueryOf<E>; wait?: number } = {},
  ): Promise<AnswerOf<E>> {
    const { patience, signal } = this.limits;
    const headers = wait === undefined ? undefined : { Prefer: `wait=${wait}` };
    const path = addressOf(endpoint, params as object, query);
    return this.send({ method: "GET", path, headers, seconds: patience + (wait ?? 0), signal }) as Promise<AnswerOf<E>>;
  }

  /** Every page of a list. */
  async all<E extends Endpoint>(endpoint: E, params: ParamsOf<E["path"]>): Promise<RowOf<E>[]> {
    const rows: RowOf<E>[] = [];
    let cursor: string | undefined;
    do {
      const query = { limit: String(PAGE), cursor } as unknown as QueryOf<E>;
      const page = (await this.get(endpoint, params, { query })) as Page<RowOf<E>>;
      rows.push(...page.data);
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    return rows;
  }

  /**
   * A write is never given up half-way by Ctrl-C: it is short, and its answer says what has happened. One that is cut
   * off is sent again under the same key, so it counts once.
   */
  async post<E extends Endpoint>(
    endpoint: E,
    params: ParamsOf<E["path"]>,
    body: BodyOf<E>,
    headers: Record<string, string> = {},
  ): Promise<AnswerOf<E>> {
    const request: Request = {
      method: "POST",
      path: addressOf(endpoint, params as object),
      headers: { "Content-Type": "application/json", "Idempotency-Key": randomUUID(), ...headers },
      body: JSON.stringify(body),
    };
    return this.send(request, 1) as Promise<AnswerOf<E>>;
  }

  upload(name: string, type: string, content: Uint8Array): Promise<FileView> {
    return this.send({
      method: "POST",
      path: addressOf(files.upload, {}, { name, type }),
      headers: { "Content-Type": "application/octet-stream" },
      body: content,
      seconds: 300,
    }) as Promise<FileView>;
  }

  /** The events of a run as they happen, after the event of this number. */
  async stream(runId: string, lastEventId: number, signal: AbortSignal): Promise<Response> {
    const path = addressOf(runs.events, { id: runId });
    const headers = { Accept: "text/event-stream", "Last-Event-ID": String(lastEventId) };
    const response = await this.fetch({ method: "GET", path, headers, signal }).catch((error: unknown) => {
      throw signal.aborted ? signal.reason : unreachable(this.url, error, this.limits.patience);
    });
    if (!response.ok) throw failureOf(this.url, response, await response.text());
    return response;
  }

  private async send(request: Request, retries = 0): Promise<unknown> {
    const { seconds = this.limits.patience, signal } = request;
    const limit = AbortSignal.timeout(seconds * 1000);
    let response: Response;
    let text: string;
    try {
      response = await this.fetch({ ...request, signal: signal ? AbortSignal.any([limit, signal]) : limit });
      text = await response.text();
    } catch (error) {
      if (signal?.aborted) throw signal.reason;
      const isCutOff = (error as Error).name !== "TimeoutError" && !neverSent(error);
      if (retries > 0 && isCutOff) return this.send(request, retries - 1);
      throw unreachable(this.url, error, seconds);
    }
    if (!response.ok) throw failureOf(this.url, response, text);
    try {
      return JSON.parse(text);
    } catch {
      throw failureOf(this.url, response, text);
    }
  }

  private fetch({ method, path, headers, body, signal }: Request): Promise<Response> {
    return fetch(`${this.url}${path}`, {
      method,
      headers: { Authorization: `Bearer ${this.settings.token}`, Accept: "application/json", ...headers },
      body: body as BodyInit | undefined,
      signal,
      redirect: "manual",
    });
  }
}
