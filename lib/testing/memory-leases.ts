import type { VersionRef } from "@/lib/operations/ports";
import type { LeaseStore } from "@/lib/worker/worker";
import { isStored } from "@/lib/workflow/programs";
import type { RunRow, RunRows, Tables } from "./rows";

const ENDED = ["completed", "failed", "canceled"];
const FAR = Number.POSITIVE_INFINITY;

/** Due work, as lib/store/leases.ts finds it. */
export function memoryLeases(
  tables: Tables,
  now: () => Date,
  leaseMs: number,
  knownTo: (owner: string) => VersionRef[],
): LeaseStore {
  const all = () => [...tables.values()];
  const held = (owner: string, { runId, epoch }: { runId: string; epoch: number }) => {
    const run = tables.get(runId)?.run;
    return run?.leaseEpoch === epoch && run.leaseOwner === owner && run.status === "running" ? run : null;
  };
  const leases: LeaseStore = {
    async look(owner, migrations) {
      const everything = { all: FAR, agents: FAR, others: FAR };
      const [stranded, held, waking, unwanted, ended, effects] = await Promise.all([
        leases.strandedRuns(migrations, null, 1),
        leases.heldRuns(owner, 1),
        leases.wakingRuns(owner, 1),
        leases.unwantedRuns(1),
        leases.endedBranches(owner, 1),
        leases.dueRuns(owner, everything),
      ]);
      const isAny = (found: unknown[]) => found.length > 0;
      return {
        ...{ stranded: isAny(stranded), held: isAny(held), waking: isAny(waking), unwanted: isAny(unwanted) },
        ...{ ended: isAny(ended), effects: isAny(effects) },
      };
    },
    async dueRuns(owner, room) {
      const due = sorted(
        all()
          .filter(({ run }) => isDue(run, now()))
          .filter(isKnown(knownTo(owner))),
        leaseTime,
      );
      const found = due.map(({ run: { id, seq, visit } }) => ({ id, seq, agent: visit?.kind === "agent" }));
      const soFar = { agents: 0, others: 0 };
      return found
        .filter(({ agent }) => {
          const kind = agent ? "agents" : "others";
          soFar[kind] += 1;
          return soFar[kind] <= room[kind];
        })
        .slice(0, room.all);
    },
    async wakingRuns(owner, limit) {
      const due = all().filter(({ run }) => run.status === "waiting" && wakeTime(run) <= now().getTime());
      return sorted(due.filter(isKnown(knownTo(owner))), wakeTime)
        .slice(0, limit)
        .map(({ run: { id } }) => ({ id }));
    },
    async heldRuns(owner, limit) {
      const held = all().filter(({ run }) => run.held !== null && run.status === "waiting");
      return held
        .filter(isKnown(knownTo(owner)))
        .slice(0, limit)
        .map(({ run: { id } }) => ({ id }));
    },
    async endedBranches(owner, limit) {
      const ended = all()
        .filter(isKnown(knownTo(owner)))
        .flatMap(({ run, branches }) => {
          const news = branches.filter(({ delivered, status }) => !delivered && ENDED.includes(status));
          return [...new Set(news.map(({ seq }) => seq))].map((seq) => ({ id: run.id, seq }));
        });
      return ended.slice(0, limit);
    },
    async unwantedRuns(limit) {
      const unwanted = all().flatMap(({ branches }) => branches.filter(({ status }) => status === "canceling"));
      return unwanted.slice(0, limit).flatMap(({ childId }) => (childId === null ? [] : [{ id: childId }]));
    },
    // Every version was announced once, and which ones are known here the migrator asks by itself.
    async strandedRuns(migrations, after, limit) {
      const paused = all().filter(
        ({ run }) => (after === null || run.id > after) && (run.status === "waiting" || isDue(run, now())),
      );
      const stranded = paused.filter(({ run: { workflow, version } }) =>
        migrations.some(
          ({ workflow: of, to, from }) =>
            of === workflow && to !== version && (from === version || from === version.split("-", 1)[0]),
        ),
      );
      return stranded
        .sort((a, b) => (a.run.id < b.run.id ? -1 : 1))
        .slice(0, limit)
        .map(({ run: { id, seq, revision, workflow, version } }) => ({ id, seq, revision, workflow, version }));
    },
    async renew(owner, effects) {
      const renewed = effects.flatMap((effect) => held(owner, effect) ?? []);
      for (const run of renewed) run.leaseUntil = new Date(now().getTime() + leaseMs);
      return new Set(renewed.map(({ id }) => id));
    },
    async release(owner, effects) {
      for (const run of effects.flatMap((effect) => held(owner, effect) ?? [])) {
        Object.assign(run, { leaseOwner: null, leaseUntil: now() });
      }
    },
  };
  return leases;
}

const isDue = ({ status, leaseUntil }: RunRow, now: Date) =>
  status === "running" && leaseUntil !== null && leaseUntil <= now;
const leaseTime = ({ leaseUntil }: RunRow) => leaseUntil?.getTime() ?? FAR;
export const wakeTime = ({ wakeAt, expiresAt }: RunRow) =>
  Math.min(wakeAt?.getTime() ?? FAR, expiresAt?.getTime() ?? FAR);

const sorted = (rows: RunRows[], time: (run: RunRow) => number) => rows.sort((a, b) => time(a.run) - time(b.run));

const isKnown =
  (known: VersionRef[]) =>
  ({ run }: RunRows) =>
    isStored(run.version) ||
    known.some(({ workflow, version }) => workflow === run.workflow && version === run.version);
