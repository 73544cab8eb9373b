/** Levels of nesting that JSON from outside may have. */
export const MOST_LEVELS = 100;

/** True for the text of JSON that is nested deeper; what reads or writes it by calling itself would overflow. */
export function isTooDeep(text: string): boolean {
  let depth = 0;
  let inString = false;
  for (let at = 0; at < text.length; at++) {
    const character = text[at];
    if (inString) {
      if (character === "\\") at += 1;
      else if (character === '"') inString = false;
    } else if (character === '"') inString = true;
    else if (character === "{" || character === "[") {
      depth += 1;
      if (depth > MOST_LEVELS) return true;
    } else if (character === "}" || character === "]") depth -= 1;
  }
  return false;
}
