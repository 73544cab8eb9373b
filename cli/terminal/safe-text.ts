import { shownText } from "@/lib/markdown/hidden-characters";

/** Text from elsewhere as it can be printed: nothing in it is obeyed or hidden, everything is seen. */
export const safeText = (text: string) => shownText(text.replaceAll("\r\n", "\n").replaceAll("\r", "␍"), visible);

/** The same in one line. */
export const safeLine = (text: string) => safeText(text).replaceAll(/\s+/g, " ").trim();

/** Control characters have pictures or codes of their own, of other hidden ones a whole run is named. */
function visible(name: string, run: string): string {
  if (!/^\p{Cc}+$/u.test(run)) return `<${name}>`;
  return run.replaceAll(/./gsu, (character) => {
    const code = character.codePointAt(0) ?? 0;
    return code < 0x20
      ? String.fromCodePoint(0x2400 + code)
      : `<U+${code.toString(16).toUpperCase().padStart(4, "0")}>`;
  });
}

/** JSON as programs read it; what JSON leaves as it is but a terminal obeys is escaped. */
export const safeJson = (value: unknown, indent?: number) =>
  JSON.stringify(value, null, indent).replace(
    /[\u007F-\u009F]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
