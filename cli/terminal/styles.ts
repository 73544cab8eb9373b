const codes = {
  bold: [1, 22],
  dim: [2, 22],
  italic: [3, 23],
  underline: [4, 24],
  strike: [9, 29],
  red: [31, 39],
  green: [32, 39],
  yellow: [33, 39],
  cyan: [36, 39],
} as const;

type Style = keyof typeof codes;

/** Text in a style; without colours it stays as it is. */
export type Styles = Record<Style, (text: string) => string> & { coloured: boolean };

export function styles(coloured: boolean): Styles {
  const entries = Object.entries(codes).map(([name, [on, off]]) => [
    name,
    (text: string) => (coloured && text !== "" ? `\u001B[${on}m${text}\u001B[${off}m` : text),
  ]);
  return { ...(Object.fromEntries(entries) as Record<Style, (text: string) => string>), coloured };
}
