import { setTimeout as sleep, setImmediate as turn } from "node:timers/promises";
import type { AskForm, CodeTools } from "@/lib/engine/definition/code-tools";
import type { AskPlan } from "@/lib/engine/program";
import type { Json } from "@/lib/engine/types";
import type { DecisionView } from "@/lib/views/views";
import { isPlain, planAsk } from "./ask-plan";
import { CodeFailure } from "./code-failure";
import { jsonText } from "./json-text";
import type { CodeJob } from "./messages";
import { Suspension } from "./suspension";

/** How long a question that was answered before may take to be asked again, where others are new. */
const VANISHED_AFTER_MS = 1_000;

interface OpenAsk {
  plan: AskPlan;
  reject(reason: Suspension): void;
}

/** What the code reaches through its thread. */
export interface Outside {
  /** Answers the JSON that was recorded first. */
  record(key: string, json: string): Promise<string>;
  read(fileId: string): Promise<Uint8Array>;
}

/** What one execution of a code step has asked and done so far. */
export class Session {
  /** A mistake that counts even if the code catches it. */
  broken: CodeFailure | null = null;
  readonly open: OpenAsk[] = [];
  private suspended: Suspension | null = null;
  private readonly used = new Map<string, string>();
  private readonly working = new Set<Promise<unknown>>();
  private readonly over = new AbortController();

  constructor(
    private readonly job: CodeJob,
    private readonly outside: Outside,
  ) {}

  get tools(): CodeTools {
    const { over } = this;
    return {
      ask: ((key?: string, form?: AskForm) => this.ask(key, form)) as CodeTools["ask"],
      once: ((key: string, work: (key: string) => unknown) => this.once(key, work)) as CodeTools["once"],
      files: {
        read: (file) => this.guarded(() => this.outside.read(typeof file === "string" ? file : file.id)),
      },
      signal: over.signal,
    };
  }

  get isSuspended(): boolean {
    return this.suspended !== null;
  }

  /** Keys that were answered at this visit and not asked for in this execution. */
  vanished(): string[] {
    return Object.keys(this.job.answers).filter((key) => !this.used.has(key));
  }

  vanishedFailure(): CodeFailure {
    const asked = this.open.map(({ plan }) => plan.key);
    const instead = asked.length > 0 ? `asked ${quoted(asked)} instead` : "did not ask for it again";
    return new CodeFailure(
      "ask_vanished",
      `${this.job.step} was paused at the question ${quoted(this.vanished())}, which is answered, and now ${instead}. ` +
        "Give the question its old key back, or rewind the run.",
    );
  }

  /** Lets what `once` has begun come to its end: done and not recorded would be done again. */
  async end(): Promise<void> {
    while (this.working.size > 0) await Promise.allSettled(this.working);
    this.over.abort();
  }

  private ask(key = this.job.step, form: AskForm = {}): Promise<unknown> {
    return this.guarded(() => {
      this.use(key, `ask "${form.title ?? key}"`);
      const answer = Object.hasOwn(this.job.answers, key) ? this.job.answers[key] : undefined;
      if (answer) return Promise.resolve(answered(answer, form));
      const plan = planAsk(this.job.step, key, form);
      return new Promise((_, reject) => {
        this.open.push({ plan, reject });
        if (this.open.length === 1) void this.suspend();
      });
    });
  }

  private once(key: string, work: (idempotencyKey: string) => unknown): Promise<unknown> {
    return this.guarded(() => {
      this.use(key, "once");
      if (Object.hasOwn(this.job.results, key)) return Promise.resolve(this.job.results[key] as Json);
      const done = (async () => {
        const value = await work(`${this.job.key}:${key}`);
        const json = jsonText(value, `What once "${key}" of ${this.job.step} returned`, this.job.maxBytes);
        return JSON.parse(await this.outside.record(key, json)) as Json;
      })();
      this.working.add(done);
      const forget = () => this.working.delete(done);
      done.then(forget, forget);
      return done;
    });
  }

  /** Mistakes are remembered, and a promise that nobody looks at must not end the thread. */
  private guarded<T>(begin: () => Promise<T>): Promise<T> {
    let promise: Promise<T>;
    try {
      if (this.over.signal.aborted) throw this.over.signal.reason;
      promise = begin();
    } catch (error) {
      if (error instanceof CodeFailure) this.broken ??= error;
      promise = Promise.reject(error);
    }
    promise.catch(() => undefined);
    return promise;
  }

  private use(key: string, how: string): void {
    const before = this.used.get(key);
    if (before !== undefined) {
      throw new CodeFailure(
        "key_used_twice",
        `${this.job.step} uses the key "${key}" twice: in ${before} and in ${how}. Give each its own key.`,
      );
    }
    this.used.set(key, how);
  }

  /**
   * Stops the code at its open questions, once it makes no more progress: two turns of the event loop for
   * questions that are asked together, and as long as `once` is at work.
   */
  private async suspend(): Promise<void> {
    await turn();
    await turn();
    while (this.working.size > 0) {
      await Promise.allSettled(this.working);
      await turn();
    }
    // Asked at the same time as another one, a question may come a little later than it did before.
    for (let waited = 0; waited < VANISHED_AFTER_MS && this.vanished().length > 0; waited += 50) await sleep(50);
    if (this.vanished().length > 0) this.broken ??= this.vanishedFailure();
    const suspension = new Suspension(this.open.map(({ plan }) => plan.key));
    this.suspended = suspension;
    this.over.abort(suspension);
    for (const { reject } of this.open) reject(suspension);
  }
}

function answered(answer: DecisionView, form: AskForm): unknown {
  if (isPlain(form)) return answer.values.answer ?? "";
  const { by, action, values, at } = answer;
  return { by, action, values, at };
}

export const quoted = (keys: string[]) => keys.map((key) => `"${key}"`).join(", ");
