/** Enough to know what it is about, not so much that nobody opens the page. */
const LENGTH = 800;

/** The beginning of a text, cut between paragraphs or else between words. */
export function opening(text: string): { text: string; cut: boolean } {
  const whole = text.trim();
  if (whole.length <= LENGTH) return { text: whole, cut: false };
  const start = whole.slice(0, LENGTH);
  const paragraph = start.lastIndexOf("\n\n");
  if (paragraph > LENGTH / 3) return { text: start.slice(0, paragraph).trimEnd(), cut: true };
  const word = start.search(/\s+\S*$/);
  return { text: `${start.slice(0, word > 0 ? word : LENGTH).trimEnd()} …`, cut: true };
}
