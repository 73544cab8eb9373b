import { Worker } from "node:worker_threads";
import type { Json } from "@/lib/engine/types";
import { awakeTimeout } from "./awake-timeout";
import { CodeFailure, toEffectError } from "./code-failure";
import type { CodeEnd, CodeJob, FromThread, ToThread } from "./messages";

const START_MS = 30_000;

export interface CodeOptions {
  timeoutMs: number;
  signal: AbortSignal;
  /** Records what `once` did and answers the recorded value, which may be an earlier one. */
  record(key: string, value: Json): Promise<Json>;
  /** The bytes of a file of the run; rejects where it has no such file. */
  readFile(fileId: string): Promise<Uint8Array>;
}

/** A thread that has loaded one workflow's file. It runs one function at a time, and can be stopped at any point. */
export class CodeThread {
  alive = true;
  private readonly worker: Worker;
  private readonly ready: Promise<void>;
  private listener: (message: FromThread) => void = () => {};
  private onEnd: (error: CodeFailure) => void = () => {};

  constructor(
    readonly file: string,
    memoryMb: number,
  ) {
    this.worker = new Worker(new URL("./boot.mjs", import.meta.url), {
      workerData: { file },
      execArgv: [],
      resourceLimits: { maxOldGenerationSizeMb: memoryMb },
    });
    this.ready = new Promise((resolve, reject) => {
      this.listener = () => resolve();
      this.onEnd = reject;
    });
    // Nobody may be waiting when a thread ends.
    this.ready.catch(() => undefined);
    this.worker.on("message", (message: FromThread) => this.listener(message));
    this.worker.on("error", (error) => this.ended(crash(error)));
    this.worker.on("messageerror", (error) => this.ended(crash(error)));
    this.worker.on("exit", (code) =>
      this.ended(new CodeFailure("code_crashed", `The code ended its thread (${code}).`, true)),
    );
  }

  /** An idle thread does not keep the process alive. */
  rest(): void {
    this.worker.unref();
  }

  /** Rejects with a `CodeFailure` when the thread had to be stopped or broke; then it is not `alive` any more. */
  async run(job: CodeJob, options: CodeOptions): Promise<CodeEnd> {
    this.worker.ref();
    await this.within(
      START_MS,
      options.signal,
      `${this.file} took more than ${START_MS / 1_000} s to load.`,
      this.ready,
    );
    const end = new Promise<CodeEnd>((resolve, reject) => {
      this.onEnd = reject;
      this.listener = (message) => {
        if (message.type === "record") void this.answer(message, options);
        else if (message.type === "read") void this.read(message, options);
        else if (message.type !== "ready") resolve(message);
      };
    });
    if (!this.alive) throw new CodeFailure("code_crashed", "The thread ended before the code began.", true);
    this.tell({ type: "run", job });
    const late = `${job.step} did not end within ${options.timeoutMs / 1_000} s and was stopped.`;
    return this.within(options.timeoutMs, options.signal, late, end);
  }

  async stop(): Promise<void> {
    this.alive = false;
    await this.worker.terminate();
  }

  private async answer({ id, key, json }: { id: number; key: string; json: string }, { record }: CodeOptions) {
    try {
      this.tell({ type: "recorded", id, json: JSON.stringify(await record(key, JSON.parse(json) as Json)) });
    } catch (error) {
      this.tell({ type: "refused", id, error: toEffectError(error) });
    }
  }

  private async read({ id, fileId }: { id: number; fileId: string }, { readFile }: CodeOptions) {
    try {
      this.tell({ type: "bytes", id, bytes: await readFile(fileId) });
    } catch (error) {
      this.tell({ type: "refused", id, error: toEffectError(error) });
    }
  }

  private tell(message: ToThread): void {
    this.worker.postMessage(message);
  }

  /** An endless loop hears nothing: at its limit the thread is ended from outside. */
  private async within<T>(ms: number, signal: AbortSignal, late: string, work: Promise<T>): Promise<T> {
    let stopClock = () => {};
    let abort = () => {};
    const cut = new Promise<never>((_, reject) => {
      stopClock = awakeTimeout(ms, () => reject(new CodeFailure("time_limit", late, true)));
      abort = () => reject(signal.reason);
      if (signal.aborted) abort();
      else signal.addEventListener("abort", abort);
    });
    try {
      return await Promise.race([work, cut]);
    } catch (error) {
      void this.stop();
      throw error;
    } finally {
      stopClock();
      signal.removeEventListener("abort", abort);
    }
  }

  private ended(error: CodeFailure): void {
    this.alive = false;
    this.onEnd(error);
  }
}

function crash(error: Error & { code?: string }): CodeFailure {
  if (error.code === "ERR_WORKER_OUT_OF_MEMORY") {
    return new CodeFailure("out_of_memory", "The code used more memory than its thread may have and was stopped.");
  }
  return new CodeFailure("code_crashed", `The code ended its thread: ${error.message}`, true);
}
