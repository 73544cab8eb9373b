/** NaN without values. */
export function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const above = sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
  const below = sorted[Math.ceil(sorted.length / 2) - 1] ?? Number.NaN;
  return (above + below) / 2;
}

/** Three digits that matter. */
export function short(value: number): string {
  if (Number.isNaN(value)) return "-";
  if (value >= 100) return Math.round(value).toLocaleString("en");
  return value.toFixed(value >= 10 ? 1 : 2);
}

export const percent = (share: number) =>
  Number.isNaN(share) ? "-" : `${(share * 100).toFixed(share < 0.1 ? 1 : 0)} %`;

/** In brackets: how many times the other value. */
export function withRatio(value: number, other: number, digits = 1): string {
  const ratio = value / other;
  return Number.isNaN(ratio) ? short(value) : `${short(value)} (${ratio.toFixed(ratio < 10 ? digits : 0)}×)`;
}
