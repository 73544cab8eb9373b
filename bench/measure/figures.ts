/** A table in Markdown, its columns in line. */
export function table(head: string[], rows: (string | number)[][]): string {
  const widths = head.map((_, column) => Math.max(...[head, ...rows].map((row) => `${row[column]}`.length), 3));
  const line = (cells: (string | number)[]) => {
    const padded = cells.map((cell, column) =>
      column === 0 ? `${cell}`.padEnd(widths[0] ?? 0) : `${cell}`.padStart(widths[column] ?? 0),
    );
    return `| ${padded.join(" | ")} |`;
  };
  const rule = widths.map((width, column) => (column === 0 ? "-".repeat(width) : `${"-".repeat(width - 1)}:`));
  return [line(head), line(rule), ...rows.map(line)].join("\n");
}

/** `share` from 0 to 1. NaN without values. */
export function quantile(values: number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

export const ms = (value: number) => `${value.toFixed(value < 10 ? 2 : 1)} ms`;
export const mb = (bytes: number) => `${(bytes / 1e6).toFixed(1)} MB`;

/** How long it took, in milliseconds. */
export async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

/** What must hold whatever the machine; `report` says what does not and sets the exit code. */
export class Invariants {
  private readonly broken: string[] = [];
  private checked = 0;

  check(holds: boolean, otherwise: string): void {
    this.checked += 1;
    if (!holds) this.broken.push(otherwise);
  }

  report(): void {
    if (this.broken.length === 0) console.log(`\n${this.checked} checks: all hold.`);
    else console.log(`\nBROKEN:\n${this.broken.map((line) => `- ${line}`).join("\n")}`);
    process.exitCode = this.broken.length === 0 ? 0 : 1;
  }
}
