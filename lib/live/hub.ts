import { EventEmitter } from "node:events";
import type { LiveFeed } from "@/lib/holdpoint";
import type { Announcer } from "@/lib/operations/ports";

/** `rootId` where it is a branch: who follows the whole hears of it, too. */
interface ChangedRun {
  id: string;
  workspaceId: string;
  rootId?: string;
}

/** What processes tell each other: look again. */
export interface Announcement {
  runs: ChangedRun[];
  /** Runs whose live text went on. */
  texts: string[];
  work: boolean;
}

export interface Wire {
  /** Tells the other processes; may be lost. */
  send(announcement: Announcement): void;
}

/** The listeners of this process, fed by its own changes at once and by those of others over the wire. */
export class Hub implements Announcer {
  private readonly emitter = new EventEmitter().setMaxListeners(0);
  private wire: Wire | null = null;
  private readonly timers = new Set<NodeJS.Timeout>();

  constructor(
    private readonly onWork: () => void,
    private readonly onRun: (runId: string) => void = () => {},
  ) {}

  connect(wire: Wire): void {
    this.wire = wire;
  }

  close(): void {
    for (const timer of this.timers) clearTimeout(timer);
    this.emitter.removeAllListeners();
  }

  runChanged({ id, workspaceId, rootId }: ChangedRun): void {
    const run = { id, workspaceId, ...(rootId !== undefined && rootId !== id && { rootId }) };
    this.tellRun(run);
    this.wire?.send({ runs: [run], texts: [], work: false });
  }

  workDue(afterMs: number): void {
    const timer = setTimeout(() => {
      this.timers.delete(timer);
      this.onWork();
      this.wire?.send({ runs: [], texts: [], work: true });
    }, afterMs);
    this.timers.add(timer);
  }

  textWritten(runId: string, frame: { seq: number; text: string }): void {
    this.emitter.emit(`text ${runId}`, frame);
  }

  textStored(runId: string): void {
    this.wire?.send({ runs: [], texts: [runId], work: false });
  }

  /** Another process said so. */
  receive(
    announcement: Announcement,
    readText: (runId: string) => Promise<{ seq: number; text: string } | null>,
  ): void {
    for (const run of announcement.runs) this.tellRun(run);
    if (announcement.work) this.onWork();
    for (const runId of announcement.texts) {
      if (this.emitter.listenerCount(`text ${runId}`) === 0) continue;
      readText(runId).then(
        (frame) => frame && this.textWritten(runId, frame),
        () => undefined,
      );
    }
  }

  feed(): LiveFeed {
    const on = (name: string, listener: (...args: never[]) => void) => {
      this.emitter.on(name, listener as () => void);
      return () => void this.emitter.off(name, listener as () => void);
    };
    return {
      onRun: (runId, listener) => on(`run ${runId}`, listener),
      onText: (runId, listener) => on(`text ${runId}`, listener),
      onWorkspace: (workspaceId, listener) => on(`workspace ${workspaceId}`, listener),
    };
  }

  private tellRun({ id, workspaceId, rootId }: ChangedRun): void {
    this.onRun(id);
    this.emitter.emit(`run ${id}`);
    if (rootId !== undefined) this.emitter.emit(`run ${rootId}`);
    this.emitter.emit(`workspace ${workspaceId}`);
  }
}
