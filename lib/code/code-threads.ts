import { type CodeOptions, CodeThread } from "./code-thread";
import type { CodeEnd, CodeJob } from "./messages";

const IDLE_MS = 60_000;
const MAX_IDLE = 4;
const MEMORY_MB = 256;

/** Runs the functions of code steps. */
export interface CodeThreads {
  /** Rejects with a `CodeFailure` when the function had to be stopped or broke its thread. */
  run(job: CodeJob, options: CodeOptions): Promise<CodeEnd>;
  close(): Promise<void>;
}

/** Threads by file, kept warm for a minute: loading a file takes a few tenths of a second. */
export function codeThreads(): CodeThreads {
  const idle = new Set<CodeThread>();
  const all = new Set<CodeThread>();

  function take(file: string): CodeThread {
    for (const thread of idle) {
      if (thread.file !== file) continue;
      idle.delete(thread);
      if (thread.alive) return thread;
      all.delete(thread);
    }
    const thread = new CodeThread(file, MEMORY_MB);
    all.add(thread);
    return thread;
  }

  function giveBack(thread: CodeThread): void {
    const resting = [...idle].filter(({ file }) => file === thread.file).length;
    if (!thread.alive || resting >= MAX_IDLE) return drop(thread);
    idle.add(thread);
    thread.rest();
    const timer = setTimeout(() => {
      if (idle.delete(thread)) drop(thread);
    }, IDLE_MS);
    timer.unref();
  }

  function drop(thread: CodeThread): void {
    all.delete(thread);
    void thread.stop();
  }

  return {
    async run(job, options) {
      const thread = take(job.file);
      try {
        return await thread.run(job, options);
      } finally {
        giveBack(thread);
      }
    },
    async close() {
      await Promise.all([...all].map((thread) => thread.stop()));
    },
  };
}
