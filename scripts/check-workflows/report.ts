import { type CheckedRuns, isStranded } from "@/lib/operations/check-versions";

/** The check in words for people, and how many runs under way would be stranded. */
export function reportOf(groups: CheckedRuns[]): { text: string; stranded: number } {
  const stranded = groups.filter(isStranded).reduce((sum, { count }) => sum + count, 0);
  const lines: string[] = [];
  let version = "";
  for (const group of groups) {
    const heading = `${group.workflow} ${group.version}`;
    if (heading !== version) lines.push(...(lines.length > 0 ? [""] : []), heading);
    version = heading;
    lines.push(`  ${place(group)}: ${fate(group)}`, `    for example ${group.examples.join(", ")}`);
  }
  const end =
    stranded === 0
      ? `Everything under way goes on${groups.length === 0 ? ": nothing is" : ""}.`
      : `${runs(stranded)} could not go on. Forms stay open and answers are kept, but nothing happens until this is cured.`;
  return { text: [...lines, ...(lines.length > 0 ? [""] : []), end].join("\n"), stranded };
}

const runs = (count: number) => `${count} ${count === 1 ? "run" : "runs"}`;

const place = ({ step, status, count }: CheckedRuns) => `${runs(count)} ${status}${step === null ? "" : ` at ${step}`}`;

function fate({ fate: what, status }: CheckedRuns): string {
  switch (what.kind) {
    case "runs":
      return what.formChanged ? "still run; the form changed, open reviews keep the one they show" : "still run";
    case "migrates": {
      const at = what.to === null ? "" : `, at ${what.to}`;
      if (status === "failed") return `can be migrated to ${what.version}${at}, one by one`;
      return `will be migrated to ${what.version}${at}${what.formChanged ? "; the form changed, its reviews open anew" : ""}`;
    }
    case "stranded":
      return status === "failed" ? `can't be retried: ${what.reason}` : `NEED MIGRATION: ${what.reason}`;
  }
}
