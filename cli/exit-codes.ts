/** How a command ends. docs/cli.md says the same; a number never changes its meaning. */
export const exit = {
  ok: 0,
  /** Something nobody foresaw, also in the server. */
  error: 1,
  /** The command is not written as it should be. */
  usage: 2,
  /** No token, a wrong one, or one that may not do this. */
  notSignedIn: 3,
  notFound: 4,
  /** Somebody was first, or the run is not in a state for this. */
  conflict: 5,
  /** Values that the form refuses. */
  invalid: 6,
  /** The run that was followed failed or was canceled. */
  runFailed: 7,
  /** No server there, or it asks to come back later. */
  unavailable: 8,
  timeout: 124,
  /** Ctrl-C. */
  interrupted: 130,
} as const;

export type ExitCode = (typeof exit)[keyof typeof exit];
