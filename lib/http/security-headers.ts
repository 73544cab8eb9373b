const everywhere = {
  "X-Content-Type-Options": "nosniff",
  "X-Frame-Options": "DENY",
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Resource-Policy": "same-origin",
  // Not `no-referrer`: with it browsers send `Origin: null` from our own forms.
  "Referrer-Policy": "same-origin",
};

/** For our own host alone: other services of the domain are not ours to speak for. */
const transport = (publicUrl: string): Record<string, string> =>
  publicUrl.startsWith("https:") ? { "Strict-Transport-Security": "max-age=31536000" } : {};

/** For answers that are data: nothing in them may run, and nobody may keep a copy. */
export function apiHeaders(publicUrl: string): Record<string, string> {
  return {
    ...everywhere,
    ...transport(publicUrl),
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
  };
}

/** For pages. Scripts and style elements run by nonce only; style attributes are allowed. */
export function pageHeaders(request: {
  nonce: string;
  host: string | null;
  publicUrl: string;
}): Record<string, string> {
  return {
    ...everywhere,
    ...transport(request.publicUrl),
    "Content-Security-Policy": contentSecurityPolicy(request.nonce, request.host),
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()",
  };
}

function contentSecurityPolicy(nonce: string, host: string | null): string {
  // Older Safari does not count a WebSocket to the page's own host as 'self'.
  const sockets = host && /^[\w.:[\]-]+$/.test(host) ? ` ws://${host} wss://${host}` : "";
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'`,
    `style-src 'self' 'nonce-${nonce}'`,
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    `connect-src 'self'${sockets}`,
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");
}
