/**
 * Whether a number as JSON writes it is the number that it becomes. It is when both, in their shortest form, have the
 * same digits: 0.1, 1.10 and 1e3 are; 2^53 + 1, twenty digits of anything and 1e400 are not.
 */
export function isExact(written: string): boolean {
  // Fifteen digits are always kept.
  if (written.length < 16 && !/e/i.test(written)) return true;
  const number = Number(written);
  if (!Number.isFinite(number)) return false;
  const given = decimalOf(written);
  const kept = decimalOf(String(number));
  return given.digits === kept.digits && given.exponent === kept.exponent;
}

/** The number without an exponent, as people and `readNumber` write it: 1e21 is 1000000000000000000000. */
export function plainDigits(number: number): string {
  const { digits, exponent } = decimalOf(String(number));
  const sign = number < 0 ? "-" : "";
  if (exponent >= 0) return `${sign}${digits}${"0".repeat(exponent)}` || "0";
  const padded = digits.padStart(1 - exponent, "0");
  return `${sign}${padded.slice(0, exponent)}.${padded.slice(exponent)}`;
}

/** The value as `digits` times ten to the `exponent`, with no zero at either end of the digits. */
function decimalOf(written: string): { digits: string; exponent: number } {
  const [, whole = "", part = "", power = "0"] = /^-?(\d+)(?:\.(\d*))?(?:[eE]([+-]?\d+))?$/.exec(written) ?? [];
  const all = whole + part;
  let from = 0;
  let to = all.length;
  while (from < to && all[from] === "0") from++;
  while (to > from && all[to - 1] === "0") to--;
  if (from === to) return { digits: "", exponent: 0 };
  return { digits: all.slice(from, to), exponent: Number(power) - part.length + (all.length - to) };
}
