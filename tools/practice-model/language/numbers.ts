const SMALL =
  "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split(
    " ",
  );
const TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split(" ");

const NUMBER_WORD = [...SMALL, ...TENS, "hundred", "thousand", "a", "an", "couple", "dozen"].join("|");

/** Matches a number in digits or in words; read it with `readNumber`. */
export const NUMBER = `(?:\\d[\\d.,]*|(?:${NUMBER_WORD})(?:(?:[ -]| and )(?:${NUMBER_WORD}))*)`;

/** `"1,200"`, `"eighty"`, `"a hundred and fifty"`; null when it is no number. */
export function readNumber(text: string): number | null {
  const trimmed = text.trim().toLowerCase();
  if (/^\d/.test(trimmed)) {
    const number = Number(trimmed.replace(/[.,](?=\d{3}\b)/g, "").replace(/[.,]$/, ""));
    return Number.isFinite(number) ? number : null;
  }
  let total = 0;
  let current = 0;
  let seen = false;
  for (const word of trimmed.split(/[\s-]+/)) {
    if (word === "and") continue;
    if (word === "a" || word === "an") {
      current = current || 1;
      continue;
    }
    seen = true;
    const tens = TENS.indexOf(word);
    const small = SMALL.indexOf(word);
    if (small >= 0) current += small;
    else if (tens >= 0) current += (tens + 2) * 10;
    else if (word === "couple") current = 2;
    else if (word === "dozen") current = (current || 1) * 12;
    else if (word === "hundred") current = (current || 1) * 100;
    else if (word === "thousand") {
      total += (current || 1) * 1000;
      current = 0;
    } else return null;
  }
  return seen ? total + current : null;
}
