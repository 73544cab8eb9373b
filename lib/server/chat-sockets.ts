import { type IncomingMessage, STATUS_CODES } from "node:http";
import type { Duplex } from "node:stream";
import { WebSocketServer } from "ws";
import { holdpoint } from "@/lib/app";
import type { Env } from "@/lib/env";
import { HoldpointError, notFound } from "@/lib/errors";
import { authenticate, type Caller, stillAllowed } from "@/lib/http/authenticate";
import { takeTurn } from "@/lib/http/rate-limit";
import { requireSameOrigin } from "@/lib/http/same-origin";
import { errorAnswer } from "@/lib/protocols/error-answer";
import { chatSocket } from "./chat-socket";
import { pathOf, refusalAtGate } from "./gate";
import { credentialsOf } from "./incoming-request";
import { isOwnHost, noteOrigin } from "./own-host";

const PATH = "/ws/chat";
/** Larger messages end the connection unread; how much a message may have is said in chat-socket.ts. */
const MAX_FRAME_BYTES = 1_048_576;
const MOST_PER_CALLER = 100;

/** The WebSockets of /ws/chat. Who may come in is decided before there is a socket. */
export function chatSockets(settings: Env) {
  const server = new WebSocketServer({ noServer: true, maxPayload: MAX_FRAME_BYTES, clientTracking: true });
  const open = new Map<string, number>();

  async function admit(request: IncomingMessage): Promise<Caller> {
    if (settings.demo && !isOwnHost(request, settings))
      throw new HoldpointError("forbidden", "This is not our address.");
    noteOrigin(request, settings);
    if (pathOf(request.url ?? "") !== PATH || refusalAtGate(request)) throw notFound("address");
    const credentials = credentialsOf(request);
    const caller = await authenticate(credentials);
    if (caller.by === "cookie") requireSameOrigin(credentials.headers, holdpoint().settings.publicUrl);
    await takeTurn(caller.key);
    if ((open.get(caller.key) ?? 0) >= MOST_PER_CALLER) {
      throw new HoldpointError("rate_limited", `At most ${MOST_PER_CALLER} connections at once. Close one first.`);
    }
    return caller;
  }

  return {
    upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
      socket.on("error", () => undefined);
      admit(request).then(
        (caller) => {
          if (socket.destroyed) return;
          server.handleUpgrade(request, socket, head, (client) => {
            open.set(caller.key, (open.get(caller.key) ?? 0) + 1);
            client.once("close", () => {
              const left = (open.get(caller.key) ?? 1) - 1;
              if (left > 0) open.set(caller.key, left);
              else open.delete(caller.key);
            });
            // Nobody is sent away because the database is.
            chatSocket(client, caller, () => stillAllowed(credentialsOf(request)).catch(() => true));
          });
        },
        (error: unknown) => refuse(socket, error),
      );
    },
    /** Tells everybody to come back later, and waits for no one longer than a second. */
    async close(): Promise<void> {
      const closed = [...server.clients].map(
        (client) => new Promise<void>((resolve) => client.once("close", () => resolve())),
      );
      for (const client of server.clients) client.close(1001, "Holdpoint is stopping");
      const cut = setTimeout(() => {
        for (const client of server.clients) client.terminate();
      }, 1_000);
      await Promise.all(closed);
      clearTimeout(cut);
      server.close();
    },
  };
}

/** An answer in HTTP: there is no socket to say it on. */
function refuse(socket: Duplex, error: unknown): void {
  const { status, body } = errorAnswer(error, `GET ${PATH}`);
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    "Connection: close",
    "Content-Type: application/json",
    `Content-Length: ${Buffer.byteLength(body)}`,
  ];
  if (!socket.destroyed) socket.end(`${head.join("\r\n")}\r\n\r\n${body}`);
}
