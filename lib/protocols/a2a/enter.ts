import { Extensions } from "@a2a-js/sdk";
import { VersionNotSupportedError } from "@a2a-js/sdk/errors";
import { ServerCallContext } from "@a2a-js/sdk/server";
import type { ApiRequest } from "@/lib/http/api-request";
import { authenticate } from "@/lib/http/authenticate";
import { requireOwnPage } from "@/lib/http/post";
import { takeTurn } from "@/lib/http/rate-limit";
import { takeSeat } from "@/lib/http/seat";
import type { AgentCall, WireVersion } from "./call";
import { REVIEW_EXTENSION } from "./review-extension";

export interface Entered {
  call: AgentCall;
  context: ServerCallContext;
  /** Says which extension the answer makes use of, to who asked for it. */
  headers: Record<string, string>;
  /** Ends what still runs for this request. */
  leave(): void;
}

/** Who sent it, and may they come in now: before anything else is looked at. Throws `unauthenticated`. */
export async function enter(request: ApiRequest, wireVersion: WireVersion): Promise<Entered> {
  const caller = await authenticate(request);
  if (caller.by === "cookie" && request.method !== "GET") requireOwnPage(request);
  await takeTurn(caller.key);
  const gone = new AbortController();
  const legacy = wireVersion === "0.3";
  const asked = request.headers.get(legacy ? "x-a2a-extensions" : "a2a-extensions") ?? "";
  const extensions = Extensions.parseServiceParameter(asked);
  return {
    call: {
      principal: caller.principal,
      key: caller.key,
      wireVersion,
      signal: AbortSignal.any([request.signal, gone.signal]),
      takeSeat: () => takeSeat(caller),
    },
    context: new ServerCallContext({ requestedVersion: wireVersion, requestedExtensions: extensions }),
    headers: extensions.includes(REVIEW_EXTENSION)
      ? { [legacy ? "X-A2A-Extensions" : "A2A-Extensions"]: REVIEW_EXTENSION }
      : {},
    leave: () => gone.abort(),
  };
}

/** Without a version it is 0.3: that one had no header. Throws `VersionNotSupportedError`. */
export function versionOf(request: ApiRequest, supported: WireVersion[]): WireVersion {
  const asked = request.headers.get("a2a-version") || request.nextUrl.searchParams.get("A2A-Version") || "0.3";
  const found = supported.find((version) => asked === version || asked.startsWith(`${version}.`));
  if (found) return found;
  throw new VersionNotSupportedError(
    `A2A version "${asked}" is not spoken here. Send the header A2A-Version with one of: ${supported.join(", ")}.`,
  );
}
