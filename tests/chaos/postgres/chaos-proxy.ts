import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Server } from "node:net";
import { type Cut, Link } from "./link";

/** Stands between the product and whichever Postgres is the primary. */
export class ChaosProxy {
  /** Cuts that were made. */
  readonly cuts: Record<Cut, number> = { "lost reply": 0, "lost while committing": 0, "lost request": 0 };
  private readonly links = new Set<Link>();
  private readonly abandoned: Link[] = [];
  private armed: Cut[] = [];
  private stalled = false;
  private onCommit: (() => void)[] = [];

  private constructor(
    private readonly server: Server,
    private target: number,
  ) {}

  static async start(target: number): Promise<ChaosProxy> {
    const server = createServer();
    const proxy = new ChaosProxy(server, target);
    server.on("connection", (near) => {
      const far = connect(proxy.target, "127.0.0.1");
      const link = new Link(near, far, {
        takeCut: () => {
          const cut = proxy.armed.shift() ?? null;
          if (cut) proxy.cuts[cut] += 1;
          return cut;
        },
        committed: () => {
          for (const resolve of proxy.onCommit.splice(0)) resolve();
        },
      });
      proxy.links.add(link);
      if (proxy.stalled) link.pause();
      near.on("close", () => proxy.links.delete(link));
    });
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    return proxy;
  }

  /** A database's address through the proxy. */
  through(url: string): string {
    const through = new URL(url);
    through.port = String((this.server.address() as AddressInfo).port);
    return through.href;
  }

  /** Where new connections go. Those that are there are cut. */
  moveTo(port: number): void {
    this.target = port;
    this.cutAll();
  }

  cutAll(): void {
    for (const link of this.links) link.destroy();
  }

  /** As if the machine of the database had gone without a word: nothing passes on these connections, for ever. */
  abandonAll(): void {
    for (const link of this.links) link.pause();
    this.abandoned.push(...this.links);
    this.links.clear();
  }

  /** The next changes meet these cuts. */
  cutNext(cuts: Cut[]): void {
    this.armed.push(...cuts);
  }

  /** Nothing passes any more, in either direction, and nothing breaks. */
  stall(): void {
    this.stalled = true;
    for (const link of this.links) link.pause();
  }

  /** Who is abandoned hears that at last. */
  bury(): void {
    for (const link of this.abandoned.splice(0)) link.destroy();
  }

  /** Everything passes, and no cut is left. */
  flow(): void {
    this.stalled = false;
    this.armed = [];
    for (const link of this.links) link.resume();
  }

  /** Resolves at the next change that Postgres has made. */
  committed(): Promise<void> {
    return new Promise((resolve) => this.onCommit.push(resolve));
  }

  async close(): Promise<void> {
    this.cutAll();
    this.bury();
    this.server.close();
    await once(this.server, "close");
  }
}
