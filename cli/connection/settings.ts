import { chmod, mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { z } from "zod";
import type { Environment } from "@/cli/environment";
import { exit } from "@/cli/exit-codes";
import { Failure } from "@/cli/failure";

export const DEFAULT_URL = "http://localhost:3000";

const kept = z.object({ url: z.string(), token: z.string() });
export type Settings = z.output<typeof kept>;

/** What `login` kept; null when it never did. */
export async function readSettings(file: string): Promise<Settings | null> {
  let text: string;
  try {
    text = await readFile(file, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw new Failure(exit.error, `${file} can't be read: ${(error as Error).message}`);
  }
  try {
    return kept.parse(JSON.parse(text));
  } catch {
    throw new Failure(exit.error, `${file} is not what \`holdpoint login\` writes. Run it again.`);
  }
}

/** For its owner's eyes only, and whole at every moment. */
export async function writeSettings(file: string, settings: Settings): Promise<void> {
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  const draft = `${file}.${process.pid}`;
  try {
    await writeFile(draft, `${JSON.stringify(settings, null, 2)}\n`, { mode: 0o600 });
    await chmod(draft, 0o600);
    await rename(draft, file);
  } finally {
    await rm(draft, { force: true });
  }
}

/** The environment wins; a kept token goes to the server it was kept for and to no other. */
export async function connectionSettings({ url, token, configFile }: Environment): Promise<Settings> {
  const stored = url && token ? null : await readSettings(configFile);
  const target = readUrl(url ?? stored?.url ?? DEFAULT_URL);
  const found = token ?? (stored && readUrl(stored.url) === target ? stored.token : undefined);
  if (!found) {
    throw new Failure(
      exit.notSignedIn,
      `You are not signed in to ${target}. Run \`holdpoint login\`, or set HOLDPOINT_TOKEN.`,
    );
  }
  return { url: target, token: found };
}

/** Without a slash at its end. */
export function readUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (!url || !["http:", "https:"].includes(url.protocol)) {
    throw new Failure(exit.usage, `${text} is not an address. It should look like ${DEFAULT_URL}`);
  }
  if (url.username || url.password) {
    throw new Failure(exit.usage, "The address must not have a name or a password in it.");
  }
  return `${url.origin}${url.pathname}`.replace(/\/+$/, "");
}
