import { type NextRequest, NextResponse } from "next/server";
import { holdpoint } from "@/lib/app";
import { pathHeader } from "@/lib/auth/path-header";
import { pageHeaders } from "@/lib/http/security-headers";

/** Pages only show: whatever is sent goes to the API. Without this Next would look for one of its actions in it. */
const WRITES = ["POST", "PUT", "PATCH", "DELETE"];

/**
 * Security headers for pages, and what a page can't know by itself: its nonce and its path. Who may see
 * what is never decided here but in each operation.
 */
export function proxy(request: NextRequest): NextResponse {
  if (WRITES.includes(request.method)) return new NextResponse(null, { status: 405, headers: { Allow: "GET, HEAD" } });
  const nonce = crypto.randomUUID();
  const headers = pageHeaders({ nonce, host: request.headers.get("host"), publicUrl: holdpoint().settings.publicUrl });

  const forwarded = new Headers(request.headers);
  // Next reads the nonce out of this header and puts it on the scripts it writes.
  forwarded.set("Content-Security-Policy", headers["Content-Security-Policy"] ?? "");
  forwarded.set("x-nonce", nonce);
  forwarded.set(pathHeader, request.nextUrl.pathname + request.nextUrl.search);

  const response = NextResponse.next({ request: { headers: forwarded } });
  for (const [name, value] of Object.entries(headers)) response.headers.set(name, value);
  return response;
}

export const config = {
  // Neither the API nor the paths of the older dialects (lib/protocols) are pages.
  matcher: [
    "/((?!api(?:/|$)|\\.well-known/|(?:process|workflow_resume|start-workflow|workflow-status|provide-input)$|_next/static/|_next/image|favicon.ico|icon.svg).*)",
  ],
};
