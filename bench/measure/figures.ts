/** A table in Markdown. */
export function table(head: string[], rows: (string | number)[][]): string {
  const lines = [head, head.map((_, column) => (column === 0 ? "---" : "---:")), ...rows];
  return lines.map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

/** `share` from 0 to 1: 0.5 is the median. */
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
