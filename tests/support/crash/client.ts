import { randomUUID } from "node:crypto";
import type { FileView, Json, ReviewView, RunView } from "@/lib/views/views";
import type { CrashProduct } from "./product";

const DEADLINE_MS = 120_000;
const LOOK_AGAIN_MS = 20;

interface Acknowledged {
  reviewId: string;
  action: string;
  values: Record<string, Json>;
}

/** A client as it should be: what it has no answer for, it sends again under the same key. */
export class CrashClient {
  /** Answers that were acknowledged. */
  readonly acknowledged: Acknowledged[] = [];
  private readonly until = performance.now() + DEADLINE_MS;

  constructor(private readonly product: CrashProduct) {}

  start(workflow: string, input: Json): Promise<RunView> {
    return this.post("/runs", { workflow, input });
  }

  async decide(review: ReviewView | undefined, action: string, values: Record<string, Json> = {}): Promise<RunView> {
    if (!review) throw new Error("There is no review to decide.");
    const { id: reviewId, draft } = review;
    const run = await this.post<RunView>(`/reviews/${reviewId}/decision`, {
      action,
      values,
      ...(draft && { draftRevision: draft.revision }),
    });
    this.acknowledged.push({ reviewId, action, values });
    return run;
  }

  /** Moves a deadline. */
  reschedule({ id }: ReviewView, dueAt: Date): Promise<ReviewView> {
    return this.call("PATCH", `/reviews/${id}`, { dueAt: dueAt.toISOString() });
  }

  /** As a form holds it. What was not acknowledged is uploaded again, as another file. */
  async upload(name: string, bytes: Uint8Array): Promise<Record<string, Json>> {
    const query = new URLSearchParams({ name, type: "application/pdf" });
    const file = await this.call<FileView>("POST", `/files?${query}`, bytes);
    return { id: file.id, name: file.name, type: file.type, size: file.size };
  }

  get<T>(path: string): Promise<T> {
    return this.call("GET", path);
  }

  /** Answers the problem document where the answer is not 2xx, and `status` says that this is right. */
  post<T = RunView>(path: string, body: Json, status?: number): Promise<T> {
    return this.call("POST", path, body, status);
  }

  /** The run once it is as it should be. */
  async runWhen(id: string, isSo: (run: RunView) => boolean): Promise<RunView> {
    for (;;) {
      const run = await this.get<RunView>(`/runs/${id}`);
      if (isSo(run)) return run;
      this.checkTime(`Run ${id} (${run.workflow}) is ${run.status} at ${run.step?.name}, with ${run.error?.message}`);
      await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS));
    }
  }

  inReview(id: string, count = 1): Promise<RunView> {
    return this.runWhen(id, ({ reviews }) => reviews.length === count);
  }

  ended(id: string): Promise<RunView> {
    return this.runWhen(id, ({ status }) => !["running", "waiting"].includes(status));
  }

  private async call<T>(method: string, path: string, body?: Json | Uint8Array, status?: number): Promise<T> {
    const bytes = body instanceof Uint8Array;
    const headers = {
      ...this.product.headers,
      "Content-Type": bytes ? "application/octet-stream" : "application/json",
      ...(method === "GET" || bytes ? {} : { "Idempotency-Key": randomUUID() }),
    };
    const content = bytes ? (body as BodyInit) : JSON.stringify(body);
    for (;;) {
      const init = { method, headers, body: content };
      const answer = await fetch(`${this.product.url}${path.slice(1)}`, init)
        .then(async (response) => ({ status: response.status, ok: response.ok, text: await response.text() }))
        .catch(() => null);
      if (answer && (answer.ok || answer.status === status)) return JSON.parse(answer.text) as T;
      if (answer) throw new Error(`${method} ${path} was answered with ${answer.status}: ${answer.text}`);
      this.checkTime(`${method} ${path} got no answer`);
      await this.product.settled();
    }
  }

  private checkTime(state: string): void {
    if (performance.now() > this.until)
      throw new Error(`${state}, after ${DEADLINE_MS / 1_000} s.\n${this.product.log}`);
  }
}
