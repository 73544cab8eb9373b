import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

const MAX_HEADER_BYTES = 16_384;
const NO_TUNNEL = "HTTP/1.1 405 Method Not Allowed\r\nConnection: close\r\nContent-Length: 0\r\n\r\n";

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

export interface Listener {
  http: Server;
  /** The port that was really taken. */
  port: number;
  /** Until this is called every request is told to come back in a moment. */
  handle(handler: Handler): void;
  /** Accepts nothing new, and after `graceMs` cuts what still streams or waits. */
  close(graceMs: number): Promise<void>;
}

/** Takes the port first, so that it is sure before anything long begins. Rejects with the system's error. */
export function listen(port: number, host: string): Promise<Listener> {
  let handler: Handler = starting;
  const http = createServer({ maxHeaderSize: MAX_HEADER_BYTES }, (request, response) => handler(request, response));
  // Nobody tunnels through us; without a word the connection would be cut.
  http.on("connect", (_, socket) => socket.on("error", () => undefined).end(NO_TUNNEL));
  return new Promise((resolve, reject) => {
    http.once("error", reject);
    http.listen(port, host, () => {
      http.off("error", reject);
      resolve({
        http,
        port: (http.address() as AddressInfo).port,
        handle: (next) => {
          handler = next;
        },
        close: (graceMs) =>
          new Promise((closed) => {
            const cut = setTimeout(() => http.closeAllConnections(), graceMs);
            http.close(() => {
              clearTimeout(cut);
              closed();
            });
            http.closeIdleConnections();
          }),
      });
    });
  });
}

function starting(_: IncomingMessage, response: ServerResponse): void {
  response.writeHead(503, { "Content-Type": "text/plain; charset=utf-8", "Retry-After": "1" });
  response.end("Holdpoint is starting. Please try again in a moment.\n");
}
