import { setTimeout as delay } from "node:timers/promises";
import type { Choices } from "../../simulation/choices";
import { hashOf, isOk, isRefusal, type Operation, type Person, type Reply } from "./ledger";

/** A request that got no answer by then is sent again, while the first one may still get its own. */
const PATIENCE_MS = 5_000;
/** Longer than any process is frozen. */
const LONGEST_MS = 90_000;
const AGAIN_MS = 200;

interface Answer<T> {
  reply: Reply;
  body: T | null;
}

/** Speaks REST to any of the webs. */
export class ChaosClient {
  /** Requests that may still be answered. */
  readonly open = new Set<Promise<unknown>>();

  constructor(
    private readonly webs: () => string[],
    /** No more requests are made. */
    readonly done: AbortSignal,
  ) {}

  /** Sends until there is a definite answer; only once if it `givesUp`. Null when there was none. */
  async send<T>(operation: Operation, choices: Choices, givesUp = false): Promise<T | null> {
    for (;;) {
      const attempt = this.attempt<T>(operation, choices);
      const answer = await Promise.race([attempt, delay(PATIENCE_MS, null)]);
      if (answer && isOk(answer.reply)) return answer.body;
      if ((answer && isRefusal(answer.reply)) || givesUp || this.done.aborted) return null;
      await delay(AGAIN_MS + choices.pick(AGAIN_MS));
    }
  }

  /** Reads until it works; null when time is up. */
  async read<T>(path: string, person: Person, choices: Choices): Promise<T | null> {
    while (!this.done.aborted) {
      const { reply, body } = await this.request<T>("GET", path, person, choices, { Prefer: "wait=3" }, 6_000);
      if (isOk(reply)) return body;
      await delay(AGAIN_MS);
    }
    return null;
  }

  /** The answer to another request under the key of an operation. */
  async reuseKey(operation: Operation, body: Record<string, unknown>, choices: Choices): Promise<Reply> {
    return (await this.attempt({ ...operation, body, replies: [] }, choices)).reply;
  }

  private attempt<T>({ path, body, key, person, replies }: Operation, choices: Choices): Promise<Answer<T>> {
    const headers = { "Idempotency-Key": key, "Content-Type": "application/json" };
    const attempt = this.request<T>("POST", path, person, choices, headers, LONGEST_MS, JSON.stringify(body));
    this.open.add(attempt);
    return attempt.then((answer) => {
      this.open.delete(attempt);
      replies.push(answer.reply);
      return answer;
    });
  }

  private async request<T>(
    method: string,
    path: string,
    { token }: Person,
    choices: Choices,
    headers: Record<string, string>,
    timeoutMs: number,
    body?: string,
  ): Promise<Answer<T>> {
    const url = choices.of(this.webs());
    try {
      if (!url) throw new Error("All webs are down.");
      const response = await fetch(`${url}${path}`, {
        method,
        body,
        headers: { Authorization: `Bearer ${token}`, ...headers },
        signal: AbortSignal.timeout(timeoutMs),
      });
      const text = await response.text();
      const json = JSON.parse(text) as T & { code?: string };
      const code = response.ok ? null : (json.code ?? null);
      return { reply: { status: response.status, hash: hashOf(text), code }, body: json };
    } catch {
      return { reply: { status: 0, hash: "", code: null }, body: null };
    }
  }
}
