/** Where a link leads and what has to be said of it. */
export interface LinkTarget {
  /** What a browser may open; null for what is no address of the web or of a mailbox. */
  href: string | null;
  /** The host in ASCII, a mailbox, or the address as it was written where it has neither. */
  place: string;
  /** The whole address as it is opened, so that no letter of it looks like another one. */
  whole: string;
  /** Whether the words of the link are its address or host, letter by letter, and need nothing said beside them. */
  saidByText: boolean;
}

/** `address` as it was written, `text` what the link says. Only addresses that say where they lead may be opened. */
export function linkTarget(address: string, text: string): LinkTarget {
  const url = /^(https?|mailto):/i.test(address) && URL.canParse(address) ? new URL(address) : null;
  if (!url) return { href: null, place: address, whole: address, saidByText: text === address };
  if (url.protocol === "mailto:") {
    const place = readable(url.pathname + url.search);
    const saidByText = [place, `mailto:${place}`].includes(text) && isPlain(text);
    return { href: url.href, place, whole: url.href, saidByText };
  }
  const whole = url.username || url.password ? `${url.host} (${url.href})` : url.href;
  return { href: url.href, place: url.host, whole, saidByText: saysHost(text, url) };
}

/** Also not where a name stands before the host (`https://bank.example@evil.example`). */
function saysHost(text: string, url: URL): boolean {
  if (!isPlain(text) || url.username || url.password) return false;
  const said = text.toLowerCase();
  if (said === url.host) return true;
  const start = `${url.protocol}//${url.host}`;
  return said.startsWith(start) && /^([/?#]|$)/.test(said.slice(start.length)) && sameAddress(text, url);
}

const sameAddress = (text: string, url: URL) => URL.canParse(text) && new URL(text).href === url.href;

/** Printable ASCII, where no letter is another one in disguise. */
const isPlain = (text: string) => /^[!-~]+$/.test(text);

function readable(encoded: string): string {
  try {
    return decodeURIComponent(encoded);
  } catch {
    return encoded;
  }
}
