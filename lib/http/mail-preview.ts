import { holdpoint } from "@/lib/app";
import { apiHeaders } from "./security-headers";

/** A mail in a frame of ours: no scripts, nothing is loaded, and its links open outside of the frame. */
export function mailPreview(html: string): Response {
  const policy = [
    "default-src 'none'",
    "style-src 'unsafe-inline'",
    "sandbox allow-popups allow-popups-to-escape-sandbox",
    "frame-ancestors 'self'",
  ];
  const headers = new Headers({
    ...apiHeaders(holdpoint().settings.publicUrl),
    "Content-Type": "text/html; charset=utf-8",
    "Content-Security-Policy": policy.join("; "),
    "X-Frame-Options": "SAMEORIGIN",
  });
  return new Response(html.replace("<head>", '<head><base target="_blank">'), { headers });
}
