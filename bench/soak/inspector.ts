import { WebSocket } from "ws";

export interface Inside {
  heapBytes: number;
  rssBytes: number;
  sockets: number;
  timers: number;
}

export interface Inspector {
  /** Collects garbage first, so that what is left is in use. */
  look(): Promise<Inside>;
  close(): void;
}

const LOOK = `(() => {
  const resources = process.getActiveResourcesInfo();
  const count = (name) => resources.filter((one) => one === name).length;
  const { heapUsed, rss } = process.memoryUsage();
  return JSON.stringify({ heapBytes: heapUsed, rssBytes: rss, sockets: count("TCPSocketWrap"), timers: count("Timeout") });
})()`;

/** Looks into a Node process that was started with `--inspect`, by the address it printed. */
export async function inspect(output: string): Promise<Inspector> {
  const address = /^Debugger listening on (ws:\S+)$/m.exec(output)?.[1];
  if (!address) throw new Error("The process can't be looked into: it was started without --inspect.");
  const socket = new WebSocket(address);
  await new Promise<void>((resolve, reject) => {
    socket.once("open", () => resolve());
    socket.once("error", reject);
  });
  let last = 0;
  const waiting = new Map<number, (result: { result?: { value?: string } }) => void>();
  socket.on("message", (data) => {
    const { id, result } = JSON.parse(String(data)) as { id?: number; result: { result?: { value?: string } } };
    if (id !== undefined) waiting.get(id)?.(result);
  });
  const ask = (method: string, params: object = {}) =>
    new Promise<{ result?: { value?: string } }>((resolve) => {
      last += 1;
      waiting.set(last, resolve);
      socket.send(JSON.stringify({ id: last, method, params }));
    });
  return {
    async look() {
      await ask("HeapProfiler.collectGarbage");
      const { result } = await ask("Runtime.evaluate", { expression: LOOK });
      return JSON.parse(result?.value ?? "{}") as Inside;
    },
    close: () => socket.close(),
  };
}
