/**
 * Named points at which a test lets the process die as `kill -9` would. Nobody watches them unless told to at
 * the start.
 */
const state: { onPass(name: string): void } = { onPass: () => {} };

/** Calls `onPass` at every point that is passed. */
export function watchFailpoints(onPass: (name: string) => void): void {
  state.onPass = onPass;
}

/** Counts down over every point passed; at zero the process is gone. */
export function armFailpoint(passes: number): void {
  let left = passes;
  watchFailpoints((name) => {
    left -= 1;
    if (left <= 0) dieAt(name);
  });
}

export function dieAt(name: string): void {
  process.stderr.write(`failpoint: ${name}\n`);
  process.kill(process.pid, "SIGKILL");
}

export function failpoint(name: string): void {
  state.onPass(name);
}
