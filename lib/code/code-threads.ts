import { type CodeOptions, CodeThread } from "./code-thread";
import type { CodeEnd, CodeJob } from "./messages";

/** So many of a file rest for a minute; more of them only while work comes one after the other. */
const KEPT_WARM = 4;
const WARM_MS = 60_000;
const SPARE_MS = 2_000;
const MEMORY_MB = 256;

/** Runs the functions of code steps. */
export interface CodeThreads {
  /** Rejects with a `CodeFailure` when the function had to be stopped or broke its thread. */
  run(job: CodeJob, options: CodeOptions): Promise<CodeEnd>;
  close(): Promise<void>;
}

/** Threads by file, kept warm: loading a file takes a few tenths of a second. */
export function codeThreads(): CodeThreads {
  /** Each with what ends its rest. */
  const idle = new Map<CodeThread, NodeJS.Timeout>();
  const all = new Set<CodeThread>();

  function take(file: string): CodeThread {
    // The one that worked last, so that the others come to their end.
    for (const [thread, ending] of [...idle].reverse()) {
      if (thread.file !== file) continue;
      clearTimeout(ending);
      idle.delete(thread);
      if (thread.alive) return thread;
      all.delete(thread);
    }
    const thread = new CodeThread(file, MEMORY_MB);
    all.add(thread);
    return thread;
  }

  function giveBack(thread: CodeThread): void {
    if (!thread.alive) return drop(thread);
    const resting = [...idle.keys()].filter(({ file }) => file === thread.file).length;
    const ending = setTimeout(
      () => {
        idle.delete(thread);
        drop(thread);
      },
      resting < KEPT_WARM ? WARM_MS : SPARE_MS,
    );
    ending.unref();
    idle.set(thread, ending);
    thread.rest();
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
