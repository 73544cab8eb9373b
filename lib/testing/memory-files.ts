import type { FileRecord, FileRows, FileStore, FilesPort } from "@/lib/operations/file-ports";

/** Files of a test: nothing is ever too much, and nothing is removed. */
export function memoryFiles(now: () => Date): FilesPort {
  const records = new Map<string, FileRecord & { ready: boolean }>();
  const contents = new Map<string, Uint8Array>();
  const known = (ids: string[]) => ids.flatMap((id) => records.get(id) ?? []).filter(({ ready }) => ready);
  const usedBy = ({ uses }: FileRecord, run: string) => uses.some(({ runId }) => runId === run);
  const rows: FileRows = {
    async begin(file) {
      records.set(file.id, { ...file, createdAt: now(), uses: [], ready: false });
      return now();
    },
    async finish(id) {
      const record = records.get(id);
      if (record) record.ready = true;
    },
    find: async (ids) => known(ids).map(({ ready: _, ...record }) => ({ ...record, uses: [...record.uses] })),
    async use(ids, { runId, workspaceId, userId, reviewId = null }) {
      const usable = known(ids).filter(
        (file) => file.workspaceId === workspaceId && (file.uploadedBy === userId || usedBy(file, runId)),
      );
      for (const file of usable) if (!usedBy(file, runId)) file.uses.push({ runId, reviewId });
      return usable.map(({ id }) => id);
    },
    async share(from, to) {
      for (const { uses } of records.values())
        uses.push(...uses.filter(({ runId }) => runId === from).map((use) => ({ ...use, runId: to })));
    },
    sortOut: async () => ({ looked: 0, unused: [] }),
    async forget(id) {
      records.delete(id);
    },
  };
  const store: FileStore = {
    async put(id, content) {
      const parts: Uint8Array[] = [];
      for await (const part of content) parts.push(part);
      contents.set(id, Buffer.concat(parts));
    },
    async get(id) {
      const kept = contents.get(id) ?? new Uint8Array();
      return (async function* () {
        yield kept;
      })();
    },
    async delete(id) {
      contents.delete(id);
    },
  };
  return { rows, stores: { memory: store }, current: "memory" };
}
