import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

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
  const http = createServer((request, response) => handler(request, response));
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
