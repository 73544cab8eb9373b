import type { Terminal } from "./terminal";

const FRAMES = ["⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"];
const EVERY_MS = 120;

/** Says that something takes time, where somebody looks; returns its result and leaves no trace. */
export async function whileBusy<T>({ err, interactive, styles }: Terminal, what: string, work: Promise<T>): Promise<T> {
  if (!interactive || !err.isTTY) return work;
  const began = performance.now();
  let frame = 0;
  const draw = () => {
    const seconds = Math.floor((performance.now() - began) / 1000);
    const sign = FRAMES[frame++ % FRAMES.length] ?? "";
    err.write(`\r${styles.cyan(sign)} ${what} ${styles.dim(`${seconds} s`)}\u001B[K`);
  };
  draw();
  const timer = setInterval(draw, EVERY_MS);
  try {
    return await work;
  } finally {
    clearInterval(timer);
    err.write("\r\u001B[K");
  }
}
