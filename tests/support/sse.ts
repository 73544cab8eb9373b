export interface SseEvent {
  id?: string;
  event: string;
  data: string;
}

/** Reads an event stream as a browser does. `take` resolves once enough came, `rest` when the stream has ended. */
export class SseReader {
  readonly events: SseEvent[] = [];
  comments = 0;
  private waiting: (() => void)[] = [];
  private readonly done: Promise<void>;
  private readonly leave = new AbortController();

  private constructor(
    readonly response: Response,
    abort: AbortController,
  ) {
    this.leave = abort;
    this.done = this.read().catch((error: Error) => {
      if (error.name !== "AbortError") throw error;
    });
    this.done.catch(() => undefined);
  }

  static async open(url: string, headers: Record<string, string>): Promise<SseReader> {
    const abort = new AbortController();
    const response = await fetch(url, { headers: { Accept: "text/event-stream", ...headers }, signal: abort.signal });
    return new SseReader(response, abort);
  }

  /** The events so far, once `enough` says so. Rejects when the stream ends first. */
  async until(enough: (events: SseEvent[]) => boolean): Promise<SseEvent[]> {
    let ended = false;
    const end = this.done.finally(() => {
      ended = true;
    });
    while (!enough(this.events)) {
      if (ended) throw new Error(`The stream ended after ${this.events.length} events.`);
      await Promise.race([new Promise<void>((resolve) => this.waiting.push(resolve)), end]);
    }
    return this.events;
  }

  /** All events, when the server has ended the stream. */
  async rest(): Promise<SseEvent[]> {
    await this.done;
    return this.events;
  }

  async close(): Promise<void> {
    this.leave.abort();
    await this.done;
  }

  private async read(): Promise<void> {
    let text = "";
    for await (const piece of (this.response.body ?? []) as AsyncIterable<Uint8Array>) {
      text += new TextDecoder().decode(piece, { stream: true });
      for (let end = text.indexOf("\n\n"); end >= 0; end = text.indexOf("\n\n")) {
        this.take(text.slice(0, end));
        text = text.slice(end + 2);
      }
    }
  }

  private take(block: string): void {
    const fields = block.split("\n").map((line) => line.split(/: ?(.*)/s, 2) as [string, string]);
    const field = (name: string) => fields.find(([key]) => key === name)?.[1];
    if (block.startsWith(":")) this.comments++;
    const data = field("data");
    if (data !== undefined) this.events.push({ id: field("id"), event: field("event") ?? "message", data });
    for (const wake of this.waiting.splice(0)) wake();
  }
}
