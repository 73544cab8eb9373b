/**
 * Named points at which a test lets the process die as `kill -9` would. Off unless armed at start.
 * `armed` counts down over every point passed; at zero the process is gone.
 */
const state = { left: Number.POSITIVE_INFINITY };

export function armFailpoint(passes: number): void {
  state.left = passes;
}

export function failpoint(name: string): void {
  state.left -= 1;
  if (state.left > 0) return;
  process.stderr.write(`failpoint: ${name}\n`);
  process.kill(process.pid, "SIGKILL");
}
