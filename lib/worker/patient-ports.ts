import type { EffectPorts } from "@/lib/effects/ports";

/** Makes attempts until one gets through to the database. */
type Kept = <T>(attempt: () => Promise<T>) => Promise<T>;

/** What an effect reads and notes of its own must not cost it an attempt while the database is away. */
export function patientPorts(ports: EffectPorts, kept: Kept): EffectPorts {
  const { agents, journal } = ports;
  return {
    ...ports,
    commentsOf: (runId) => kept(() => ports.commentsOf(runId)),
    agents: {
      connect: agents.connect,
      find: (workspaceId, nameOrId) => kept(() => agents.find(workspaceId, nameOrId)),
      search: (workspaceId, query) => kept(() => agents.search(workspaceId, query)),
      noteTask: (effect, place, taskId) => kept(() => agents.noteTask(effect, place, taskId)),
      forgetTask: (effect) => kept(() => agents.forgetTask(effect)),
    },
    journal: {
      recall: (effect) => kept(() => journal.recall(effect)),
      record: (effect, key, value, signal) => journal.record(effect, key, value, signal),
    },
  };
}
