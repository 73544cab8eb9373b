import type { Socket } from "node:net";
import { BACKEND, FRONTEND, messageReader } from "../../support/postgres-messages";

/**
 * Where a connection breaks while a change is made: `lost reply`: after Postgres has made it; `lost while committing`:
 * at that moment; `lost request`: before Postgres hears of it. The product can't tell these apart.
 */
export type Cut = "lost reply" | "lost while committing" | "lost request";

export interface LinkWatcher {
  /** Asked at each change; a cut breaks this one. */
  takeCut(): Cut | null;
  /** Postgres has made a change. */
  committed(): void;
}

const WRITES = /\b(insert\s+into|update|delete\s+from)\b|^\s*commit\b/i;

/** One connection of the product to Postgres, whose messages are read as they pass. */
export class Link {
  private readonly writing = new Map<string, boolean>();
  /** A change has been sent and not been answered. */
  private pending = false;
  private failed = false;
  private swallows = false;

  constructor(
    private readonly near: Socket,
    private readonly far: Socket,
    watcher: LinkWatcher,
  ) {
    let cut: Cut | null = null;
    let next = false;
    const readNear = messageReader((type, body) => {
      if (type === FRONTEND.parse) this.writing.set(textAt(body, 0), WRITES.test(textAt(body, body.indexOf(0) + 1)));
      if (type === FRONTEND.bind) next = this.writing.get(textAt(body, body.indexOf(0) + 1)) ?? false;
      if (type === FRONTEND.query) next = WRITES.test(textAt(body, 0));
      if ((type !== FRONTEND.sync && type !== FRONTEND.query) || !next) return;
      next = false;
      this.pending = true;
      this.failed = false;
      cut ??= watcher.takeCut();
    });
    const readFar = messageReader(
      (type) => {
        if (type === BACKEND.error) this.failed = true;
        if (type !== BACKEND.ready || !this.pending) return;
        this.pending = false;
        if (!this.failed) watcher.committed();
        if (this.swallows) this.destroy();
      },
      { begun: true },
    );
    near.on("data", (chunk) => {
      readNear(chunk as Buffer);
      if (cut === "lost request") return this.destroy();
      if (cut === "lost while committing") {
        far.end(chunk);
        near.destroy();
        return;
      }
      if (cut === "lost reply") this.swallows = true;
      far.write(chunk);
    });
    far.on("data", (chunk) => {
      readFar(chunk as Buffer);
      if (!this.swallows && near.writable) near.write(chunk);
    });
    // Postgres hears of an end as it would without us: in good order, after what was sent.
    near.on("close", () => far.end());
    far.on("close", () => near.destroy());
    for (const socket of [near, far]) socket.on("error", () => undefined);
  }

  pause(): void {
    this.near.pause();
    this.far.pause();
  }

  resume(): void {
    this.near.resume();
    this.far.resume();
  }

  destroy(): void {
    this.near.destroy();
    this.far.destroy();
  }
}

function textAt(body: Buffer, from: number): string {
  const end = body.indexOf(0, from);
  return body.toString("utf8", from, end < 0 ? undefined : end);
}
