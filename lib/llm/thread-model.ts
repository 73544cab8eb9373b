import { once } from "node:events";
import { Worker } from "node:worker_threads";
import { createModelClient, type ModelClient } from "./model-client";
import { failures } from "./model-error";

/** A model server that is a program beside this one. */
interface Program {
  /** Its first module. It sends `{baseUrl, apiKey}` to its parent once it listens. */
  file: string;
  /** What the program gets as `workerData`. */
  settings: object;
}

interface Running {
  thread: Worker;
  client: Promise<ModelClient>;
}

/** Asks a model server that runs in a thread of its own: from the first request on, and anew where it has ended. */
export function threadModel({ file, settings }: Program): { client: ModelClient; close(): Promise<void> } {
  let running: Running | null = null;

  function start(): Running {
    const thread = new Worker(file, { workerData: settings, execArgv: [] });
    const started: Running = { thread, client: connect(thread) };
    thread.on("exit", () => {
      if (running === started) running = null;
    });
    return started;
  }

  return {
    client: {
      async complete(request) {
        running ??= start();
        return (await running.client).complete(request);
      },
    },
    close: async () => {
      await running?.thread.terminate();
    },
  };
}

const START_MS = 30_000;

async function connect(thread: Worker): Promise<ModelClient> {
  const ended = new AbortController();
  // An `error` that comes later ends the thread only; without a listener it would end the process.
  thread.on("error", () => {});
  thread.once("exit", () => ended.abort());
  try {
    const signal = AbortSignal.any([ended.signal, AbortSignal.timeout(START_MS)]);
    const [address] = await once(thread, "message", { signal });
    return createModelClient(address as { baseUrl: string; apiKey: string });
  } catch {
    void thread.terminate();
    throw failures.notStarted();
  } finally {
    thread.unref();
  }
}
