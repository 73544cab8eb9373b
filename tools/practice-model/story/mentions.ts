import { singular } from "../language/inflect";
import { escapeRegExp } from "../language/text";

/** Whether a text has a noun phrase's last word in either number, or the whole phrase. */
export function mentions(text: string, what: string): boolean {
  const head = what.trim().split(/\s+/).at(-1) ?? what;
  const one = singular(head);
  const forms = [what, head, one, `${one}s`, `${one}es`, one.replace(/y$/, "ies")].map(escapeRegExp);
  return new RegExp(`(?<!\\p{L})(?:${forms.join("|")})(?:['’]s)?(?!\\p{L})`, "iu").test(text);
}
