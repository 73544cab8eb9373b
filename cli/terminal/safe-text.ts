/** What could steer a terminal, or change how the letters beside it are read. */
const STEERING = /[^\P{Cc}\t\n]|\p{Bidi_Control}/gu;

/** Text from elsewhere as it can be printed: nothing in it is obeyed, everything is seen. */
export const safeText = (text: string) => text.replaceAll("\r\n", "\n").replace(STEERING, visible);

/** The same in one line. */
export const safeLine = (text: string) => safeText(text).replaceAll(/\s+/g, " ").trim();

function visible(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x20) return String.fromCodePoint(0x2400 + code);
  return `<U+${code.toString(16).toUpperCase().padStart(4, "0")}>`;
}

/** JSON as programs read it; what JSON leaves as it is but a terminal obeys is escaped. */
export const safeJson = (value: unknown, indent?: number) =>
  JSON.stringify(value, null, indent).replace(
    /[\u007F-\u009F]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
