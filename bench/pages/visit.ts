import { chromium } from "@playwright/test";
import { systemChromium } from "@/scripts/prepare/browser.mjs";

export const CHROMIUM_FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"];

export interface Visit {
  /** Bytes over the network by what they are: `document`, `script`, `stylesheet`, `font`, `image`, `other`. */
  bytes: Map<string, number>;
  requests: number;
}

/** Opens a page in a browser that has nothing yet, and counts all that it loads until nothing more comes. */
export async function visit(url: string, cookie: string): Promise<Visit> {
  const browser = await chromium.launch({ executablePath: systemChromium(), args: CHROMIUM_FLAGS });
  try {
    const context = await browser.newContext({ extraHTTPHeaders: cookie === "" ? {} : { Cookie: cookie } });
    const page = await context.newPage();
    const network = await context.newCDPSession(page);
    const kinds = new Map<string, string>();
    const bytes = new Map<string, number>();
    await network.send("Network.enable");
    network.on("Network.responseReceived", ({ requestId, type }) => kinds.set(requestId, type.toLowerCase()));
    network.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
      const kind = kinds.get(requestId) ?? "other";
      bytes.set(kind, (bytes.get(kind) ?? 0) + encodedDataLength);
    });
    await page.goto(url, { waitUntil: "load" });
    // An open page keeps a stream, so the network is never idle; what a page asks for by itself comes in this time.
    await page.waitForTimeout(3_000);
    return { bytes, requests: kinds.size };
  } finally {
    await browser.close();
  }
}
