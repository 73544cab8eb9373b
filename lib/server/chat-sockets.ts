import { type IncomingMessage, STATUS_CODES } from "node:http";
import type { Duplex } from "node:stream";
import { WebSocketServer } from "ws";
import { holdpoint } from "@/lib/app";
import type { Env } from "@/lib/env";
import { HoldpointError, notFound } from "@/lib/errors";
import type { Watch } from "@/lib/holdpoint";
import { authenticate, type Caller } from "@/lib/http/authenticate";
import { takeTurn } from "@/lib/http/rate-limit";
import { requireSameOrigin } from "@/lib/http/same-origin";
import { takeSeat } from "@/lib/http/seat";
import { errorAnswer } from "@/lib/protocols/error-answer";
import { chatSocket } from "./chat-socket";
import { pathOf, refusalAtGate } from "./gate";
import { credentialsOf } from "./incoming-request";
import { isOwnHost, noteOrigin } from "./own-host";

const PATH = "/ws/chat";
/** Larger messages end the connection unread; how much a message may have is said in chat-socket.ts. */
const MAX_FRAME_BYTES = 1_048_576;

/** The WebSockets of /ws/chat. Who may come in is decided before there is a socket. */
export function chatSockets(settings: Env) {
  const server = new WebSocketServer({ noServer: true, maxPayload: MAX_FRAME_BYTES, clientTracking: true });

  async function admit(request: IncomingMessage): Promise<{ caller: Caller; seat: Watch }> {
    if (settings.demo && !isOwnHost(request, settings))
      throw new HoldpointError("forbidden", "This is not our address.");
    noteOrigin(request, settings);
    if (pathOf(request.url ?? "") !== PATH || refusalAtGate(request)) throw notFound("address");
    const credentials = credentialsOf(request);
    const caller = await authenticate(credentials);
    if (caller.by === "cookie") requireSameOrigin(credentials.headers, holdpoint().settings.publicUrl);
    await takeTurn(caller.key);
    return { caller, seat: takeSeat(caller) };
  }

  return {
    upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
      socket.on("error", () => undefined);
      admit(request).then(
        ({ caller, seat }) => {
          socket.once("close", seat.leave);
          if (socket.destroyed) return seat.leave();
          server.handleUpgrade(request, socket, head, (client) => chatSocket(client, caller, seat.signal));
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
