import { WebSocket } from "ws";
import type { ChatAnswer } from "@/lib/protocols/chat/schemas";

export type Said = { type: "status" | "error"; error: string } & ChatAnswer;

/** A `ws` client of /ws/chat. */
export interface ChatClient {
  send(message: unknown): void;
  /** Waits for the next message that nobody has waited for yet. */
  next(): Promise<Said>;
  /** Reads on until a message fits. */
  until(fits: (said: Said) => boolean): Promise<Said>;
  /** Everything it was sent. */
  all: Said[];
  socket: WebSocket;
  /** Code and reason of the close. */
  closed: Promise<{ code: number; reason: string }>;
  close(): void;
}

/** Rejects with the status of the refusal when it is not let in. */
export function chatClient(url: string, headers: Record<string, string>): Promise<ChatClient> {
  const socket = new WebSocket(`${url.replace(/^http/, "ws")}/ws/chat`, { headers });
  const all: Said[] = [];
  let read = 0;
  let wake = () => {};
  socket.on("message", (data) => {
    all.push(JSON.parse(String(data)) as Said);
    wake();
  });
  const closed = new Promise<{ code: number; reason: string }>((resolve) =>
    socket.once("close", (code, reason) => resolve({ code, reason: String(reason) })),
  );
  void closed.then(() => wake());
  const next = async (): Promise<Said> => {
    while (read === all.length) {
      if (socket.readyState === WebSocket.CLOSED) throw new Error("The connection has ended.");
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
    return all[read++] as Said;
  };
  const client: ChatClient = {
    all,
    socket,
    closed,
    next,
    send: (message) => socket.send(typeof message === "string" ? message : JSON.stringify(message)),
    async until(fits) {
      for (;;) {
        const said = await next();
        if (fits(said)) return said;
      }
    },
    close: () => socket.close(),
  };
  return new Promise((resolve, reject) => {
    socket.once("open", () => resolve(client));
    socket.once("unexpected-response", (_, response) => {
      let body = "";
      response.on("data", (text) => (body += text));
      response.on("end", () => reject(new Error(`${response.statusCode} ${body}`)));
    });
    socket.once("error", reject);
  });
}
