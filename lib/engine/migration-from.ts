import type { Migration, Program } from "./program";

/** How this version takes runs of another one; null when it does not say. */
export function migrationFrom({ version: own, migrations }: Program, version: string): Migration | null {
  const number = Number.parseInt(version, 10);
  if (own === version) return null;
  return migrations.find(({ from }) => from.some((one) => one === version || one === number)) ?? null;
}
