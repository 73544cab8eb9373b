import { Readable } from "node:stream";
import { holdpoint } from "@/lib/app";
import type { FileView } from "@/lib/views/views";
import { apiHeaders } from "./security-headers";

/** A file to be saved, never shown: whatever it says it is, no browser runs or renders it as a page of ours. */
export function download(file: FileView, content: AsyncIterable<Uint8Array>): Response {
  const headers = new Headers({
    ...apiHeaders(holdpoint().settings.publicUrl),
    "Content-Type": "application/octet-stream",
    // No Content-Length: Next.js drops it. What breaks off is seen by the missing end of the chunks.
    "Cache-Control": "no-store, no-transform",
    "Content-Disposition": attachment(file.name),
    "Content-Security-Policy": "sandbox; default-src 'none'; frame-ancestors 'none'",
  });
  return new Response(Readable.toWeb(Readable.from(content)) as ReadableStream, { headers });
}

/** RFC 6266: plain ASCII for old clients, the whole name for all others. */
function attachment(name: string): string {
  const plain = name.replace(/[^\x20-\x7e]|["\\%]/g, "_");
  const whole = encodeURIComponent(name).replace(
    /['()*]/g,
    (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${plain}"; filename*=UTF-8''${whole}`;
}
