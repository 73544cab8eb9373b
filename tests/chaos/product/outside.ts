import type { ServerResponse } from "node:http";
import { Choices } from "../../simulation/choices";
import { type JsonServer, startJsonServer } from "../../support/json-server";

interface Answering {
  refused: boolean;
  choices: Choices;
}

/** The world outside: takes its time, refuses to write now and then, and gives a receipt that tells each call from every other. */
export class Outside {
  private readonly given = new Map<string, string[]>();
  /** Calls by key, also those that were refused. */
  readonly calls = new Map<string, number>();

  private constructor(private readonly server: JsonServer) {}

  static async start(seed: number): Promise<Outside> {
    const choices = new Choices(seed);
    const server = await startJsonServer(({ headers, url }, response) => {
      const refused = url === "/write" && choices.chance(3);
      outside.answer(String(headers["idempotency-key"]), { refused, choices }, response);
    });
    const outside = new Outside(server);
    return outside;
  }

  get url(): string {
    return this.server.url;
  }

  /** Receipts given under a key. */
  receipts(key: string): string[] {
    return this.given.get(key) ?? [];
  }

  close(): Promise<void> {
    return this.server.close();
  }

  private answer(key: string, { refused, choices }: Answering, response: ServerResponse): void {
    // Only the counts matter, and thousands of requests need not be kept.
    this.server.requests.length = 0;
    const call = (this.calls.get(key) ?? 0) + 1;
    this.calls.set(key, call);
    const ms = choices.chance(5) ? 2_000 : 20 + choices.pick(280);
    setTimeout(() => {
      if (refused) return response.writeHead(500).end();
      const receipt = `${key}#${call}`;
      this.given.set(key, [...this.receipts(key), receipt]);
      response.writeHead(200).end(receipt);
    }, ms);
  }
}
