/** What proves to an agent who we are. An operator sets it; entries of the directory only name it. */
export interface AgentSecret {
  /** It is sent here and nowhere else, whatever an entry or a card says. */
  origin: string;
  header: string;
  value: string;
}

export type AgentSecrets = ReadonlyMap<string, AgentSecret>;

const FORMAT = /^(https?:\/\/\S+)\s+([A-Za-z0-9-]+):\s*(\S.*)$/;

/** Reads `https://agents.example.com Authorization: Bearer abc`; null when it is not of that form. */
export function parseAgentSecret(text: string): AgentSecret | null {
  const [, url = "", header = "", value = ""] = FORMAT.exec(text.trim()) ?? [];
  return URL.canParse(url) ? { origin: new URL(url).origin, header: header.toLowerCase(), value } : null;
}
