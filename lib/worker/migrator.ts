import { SYSTEM } from "@/lib/engine/progress";
import { applyToRun } from "@/lib/operations/apply-event";
import type { MigrationRef, Ports, StrandedRun } from "@/lib/operations/ports";

type FindStranded = (migrations: MigrationRef[], after: string | null, limit: number) => Promise<StrandedRun[]>;

const AT_ONCE = 50;

/** Moves runs that no live process can go on with to the newest version, where that one says how. */
export class Migrator {
  /** Runs that were left alone, and the revision at which; another one may fit. */
  private readonly left = new Map<string, number>();
  private readonly told = new Set<string>();

  constructor(
    private readonly ports: Ports,
    private readonly find: FindStranded,
    private readonly log: (line: string) => void,
  ) {}

  async sweep(): Promise<void> {
    const { code } = this.ports.programs;
    const migrations = code.migrations();
    if (migrations.length === 0) return;
    for (let after: string | null = null; ; ) {
      const runs = await this.find(migrations, after, AT_ONCE);
      const strange = runs.filter(({ workflow, version }) => !code.find(workflow, version));
      const news = strange.filter(({ id, revision }) => this.left.get(id) !== revision);
      await Promise.all(news.map((run) => this.migrate(run)));
      const last = runs.at(-1);
      if (!last || runs.length < AT_ONCE) return;
      after = last.id;
    }
  }

  private async migrate(run: StrandedRun): Promise<void> {
    const { id, seq } = run;
    const moved = applyToRun(this.ports, id, { type: "run.migrated", by: SYSTEM, seq });
    const obstacle = await moved.then(
      (outcome) => (outcome?.kind === "ignored" ? outcome.reason : null),
      (error: unknown) => String(error),
    );
    if (obstacle !== null) this.leave(run, obstacle);
  }

  /** Said once for all runs that are left alone for the same reason. */
  private leave({ id, revision, workflow, version }: StrandedRun, reason: string): void {
    this.left.set(id, revision);
    const line = `Runs of ${workflow} ${version} were left alone, for example ${id}: ${reason}. \`npm run workflows:check\` lists them.`;
    const told = `${workflow} ${version} ${reason}`;
    if (!this.told.has(told)) this.log(line);
    this.told.add(told);
  }
}
