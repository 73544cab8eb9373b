import type { Command } from "commander";
import { Client } from "@/cli/connection/client";
import { DEFAULT_URL, readSettings, readUrl, writeSettings } from "@/cli/connection/settings";
import type { Runner } from "@/cli/context";
import { usage } from "@/cli/failure";
import { askSecret, askText } from "@/cli/terminal/ask";
import { readInput } from "@/cli/terminal/read-input";
import { print, printJson, type Terminal } from "@/cli/terminal/terminal";
import { reviews } from "@/lib/features/reviews/contract";
import { JSON_HELP } from "./options";

/** Signs in: asks the server first, and keeps address and token only when it knows the token. */
export function addLogin(program: Command, { runSignedOut }: Runner): void {
  program
    .command("login")
    .description("keep the address of a server and your token; the token is asked for, or read from standard input")
    .option("--url <address>", "the server's address")
    .option("--json", JSON_HELP)
    .action((options: { url?: string; json?: boolean }) =>
      runSignedOut(options, async ({ environment, terminal, json, signal }) => {
        const kept = await readSettings(environment.configFile).catch(() => null);
        const proposed = environment.url ?? kept?.url ?? DEFAULT_URL;
        const url = readUrl(options.url ?? (terminal.interactive ? await askUrl(proposed) : proposed));
        const token = environment.token ?? (await readToken(terminal, signal));
        await new Client({ url, token }, { patience: environment.patience, signal }).get(
          reviews.list,
          {},
          { query: { limit: "1" } },
        );
        await writeSettings(environment.configFile, { url, token });
        if (json) printJson(terminal, { url, file: environment.configFile });
        else print(terminal, `Signed in to ${url}. The token is kept in ${environment.configFile}.`);
      }),
    );
}

const askUrl = (initial: string) =>
  askText({
    message: "Address of the server",
    initial,
    validate: (value) => {
      try {
        readUrl(value);
      } catch (error) {
        return (error as Error).message;
      }
    },
  });

async function readToken(terminal: Terminal, signal: AbortSignal): Promise<string> {
  if (terminal.interactive) {
    const message = "Token (the first `npm start` prints one in the demo)";
    return (await askSecret({ message, validate: (value) => (value.trim() ? undefined : "Please paste it.") })).trim();
  }
  const token = (await readInput({ terminal, signal }, "The token")).trim();
  if (!token) throw usage("Set HOLDPOINT_TOKEN, or send the token to standard input.");
  return token;
}
