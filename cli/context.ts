import { Client } from "./connection/client";
import { connectionSettings } from "./connection/settings";
import { type Environment, readEnvironment } from "./environment";
import type { Host } from "./execute";
import { type ExitCode, exit } from "./exit-codes";
import { openTerminal, type Terminal } from "./terminal/terminal";

/** What a command works with. */
export interface Context {
  client: Client;
  terminal: Terminal;
  /** The answer as JSON, and nobody is asked anything. */
  json: boolean;
  /** Ctrl-C. Its reason is a `Failure`. */
  signal: AbortSignal;
}

type Work<C> = (context: C) => Promise<ExitCode | undefined>;

/** How commands are run: signed in, or, for `login` alone, not yet. */
export interface Runner {
  run(options: { json?: boolean }, work: Work<Context>): Promise<void>;
  runSignedOut(
    options: { json?: boolean },
    work: Work<Omit<Context, "client"> & { environment: Environment }>,
  ): Promise<void>;
}

/** `finish` is told how the command ends. */
export function createRunner(host: Host, finish: (code: ExitCode) => void): Runner {
  const runSignedOut: Runner["runSignedOut"] = async ({ json = false }, work) => {
    const environment = readEnvironment(host.env);
    const terminal = openTerminal(host, { noColor: environment.noColor, json });
    finish((await work({ environment, terminal, json, signal: host.signal })) ?? exit.ok);
  };
  return {
    runSignedOut,
    run: (options, work) =>
      runSignedOut(options, async ({ environment, ...context }) =>
        work({
          ...context,
          client: new Client(await connectionSettings(environment), {
            patience: environment.patience,
            signal: host.signal,
          }),
        }),
      ),
  };
}
