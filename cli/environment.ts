import { homedir } from "node:os";
import { join } from "node:path";

/** What the command takes from its environment; blank counts as not set. */
export interface Environment {
  url: string | undefined;
  token: string | undefined;
  /** Of the settings that `login` keeps. */
  configFile: string;
  noColor: boolean;
  /** Seconds that the server may take for an answer. */
  patience: number;
}

const PATIENCE_SECONDS = 30;

export const processEnv = process.env;

export function readEnvironment(env: NodeJS.ProcessEnv): Environment {
  const set = (name: string) => env[name]?.trim() || undefined;
  const folder = set("XDG_CONFIG_HOME") ?? join(homedir(), ".config");
  return {
    url: set("HOLDPOINT_URL"),
    token: set("HOLDPOINT_TOKEN"),
    configFile: join(folder, "holdpoint", "config.json"),
    patience: Number(set("HOLDPOINT_TIMEOUT")) || PATIENCE_SECONDS,
    noColor: Boolean(env.NO_COLOR) || env.TERM === "dumb",
  };
}
