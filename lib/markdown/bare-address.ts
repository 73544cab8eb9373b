import type { StateInline } from "markdown-it";
import { type Spent, spend } from "./limits";

const COLON = 58;
const SCHEME = /(?:^|[^\p{L}\p{N}_])(https?)$/iu;
/** As many characters as could be an address; the marks that hide in a text end it too. */
const REST = /^:\/\/[^\s<>"`\p{DI}]+/u;
/** Longer ones stay text. */
const LONGEST = 2_000;

/** An address that stands in a text becomes a link: the whole address, without the punctuation of its sentence. */
export function bareAddress(state: StateInline, silent: boolean): boolean {
  // Silent is the search for the end of a link's words, where an address is nothing but letters.
  if (silent || state.linkLevel > 0 || state.src.charCodeAt(state.pos) !== COLON) return false;
  const scheme = SCHEME.exec(state.src.slice(Math.max(0, state.pos - 7), state.pos))?.[1];
  if (!scheme || !state.pending.endsWith(scheme)) return false;
  const found = REST.exec(state.src.slice(state.pos, Math.min(state.posMax, state.pos + LONGEST)))?.[0];
  if (!found) return false;
  // Looking far ahead from many places costs as much as many places do.
  spend((state.env as { spent: Spent }).spent, "steps", found.length >> 6);
  if (found.length === LONGEST) return false;
  const rest = withoutPunctuation(found);
  if (rest.length < 4) return false;
  state.pending = state.pending.slice(0, -scheme.length);
  state.push("link_open", "a", 1).attrs = [["href", scheme + rest]];
  state.push("text", "", 0).content = scheme + rest;
  state.push("link_close", "a", -1);
  state.pos += rest.length;
  return true;
}

/** A bracket belongs to the address where it was opened in it. */
function withoutPunctuation(address: string): string {
  let end = address.length;
  let open = address.split("(").length - address.split(")").length;
  for (; end > 0; end--) {
    const last = address[end - 1] ?? "";
    if (last === ")" && open < 0) open++;
    else if (!/[.,;:!?'*_~|\]}]/.test(last)) break;
  }
  return address.slice(0, end);
}
