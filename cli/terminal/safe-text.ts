import { shownText } from "@/lib/markdown/hidden-characters";

/** Text from elsewhere as it can be printed: nothing in it is obeyed or hidden, everything is seen. */
export const safeText = (text: string) => shownText(text.replaceAll("\r\n", "\n").replaceAll("\r", "␍"), visible);

/** The same in one line. */
export const safeLine = (text: string) => safeText(text).replaceAll(/\s+/g, " ").trim();

function visible(name: string, run: string): string {
  const codes = Array.from(run, (character) => character.codePointAt(0) ?? 0);
  return codes.every((code) => code < 0x20) ? String.fromCodePoint(...codes.map((code) => 0x2400 + code)) : `<${name}>`;
}

/** JSON as programs read it; what JSON leaves as it is but a terminal obeys is escaped. */
export const safeJson = (value: unknown, indent?: number) =>
  JSON.stringify(value, null, indent).replace(
    /[\u007F-\u009F]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
