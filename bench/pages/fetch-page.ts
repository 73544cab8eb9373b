import { request } from "node:http";

export interface Fetched {
  status: number;
  /** Until the last byte. */
  ms: number;
  /** Of the body, as it was sent. */
  bytes: number;
  encoding: string;
}

/** Asks for a page as a browser does; what comes is counted, not unpacked. */
export function fetchPage(url: string, headers: Record<string, string>): Promise<Fetched> {
  return new Promise((resolve, reject) => {
    const began = performance.now();
    const asked = request(url, {
      headers: { "Accept-Encoding": "gzip, deflate, br", Accept: "text/html", ...headers },
    });
    asked.once("error", reject);
    asked.once("response", (response) => {
      let bytes = 0;
      response.on("data", (piece: Buffer) => {
        bytes += piece.length;
      });
      response.once("error", reject);
      response.once("end", () =>
        resolve({
          status: response.statusCode ?? 0,
          ms: performance.now() - began,
          bytes,
          encoding: response.headers["content-encoding"] ?? "none",
        }),
      );
    });
    asked.end();
  });
}
