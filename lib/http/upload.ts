import type { z } from "zod";
import { holdpoint } from "@/lib/app";
import { HoldpointError, invalid } from "@/lib/errors";
import type { Principal } from "@/lib/words/people";
import type { ApiRequest } from "./api-request";
import { authenticate, confirm } from "./authenticate";
import { discard } from "./body";
import { checkQuery } from "./check";
import { HttpProblem } from "./problem";
import { takeTurn } from "./rate-limit";
import { jsonAnswer, located, respond } from "./respond";
import { answered, type Handler, type Params } from "./route";
import { requireSameOrigin } from "./same-origin";

export interface UploadCall<Query> {
  principal: Principal;
  params: Params;
  query: Query;
  /** How many bytes will come. */
  size: number;
  content: AsyncIterable<Uint8Array>;
}

/**
 * A POST whose body is one file, byte for byte, whatever its content type: there is nothing in it to be parsed, and
 * so nothing to be confused about. What is said of the file comes in the query.
 */
export function upload<S extends z.ZodType>(
  { query, status, location }: { query: S; status: 200 | 201; location?: string },
  work: (call: UploadCall<z.output<S>>) => Promise<{ id: string }>,
): Handler {
  return (request, context) =>
    answered(request, async () => {
      const pieces = request.body?.[Symbol.asyncIterator]();
      try {
        const { principal, key, by } = await authenticate(request);
        if (by === "cookie") requireSameOrigin(request.headers, holdpoint().settings.publicUrl);
        await takeTurn(key);
        requireBytes(request, by);
        const said = checkQuery(query, request.nextUrl.searchParams);
        const size = sizeOf(request.headers);
        const content = piecesOf(pieces, principal);
        const made = await work({ principal, params: await context.params, query: said, size, content });
        return respond(jsonAnswer(made, status), located(location, made));
      } catch (error) {
        if (pieces) void discard(pieces);
        throw error;
      }
    });
}

/** Bytes are a type that no form of another site can send without being asked first. */
function requireBytes(request: ApiRequest, by: "token" | "cookie"): void {
  const type = request.headers.get("content-type") ?? "";
  const allowed = by === "cookie" ? /^application\/octet-stream\s*(;|$)/i.test(type) : !/^multipart\//i.test(type);
  if (allowed) return;
  throw new HttpProblem(
    "unsupported_media_type",
    "Send the bytes of the file as the body, as application/octet-stream, not as a form.",
  );
}

/** Known before the first byte, so what is too large is refused without being read. */
function sizeOf(headers: Headers): number {
  const length = headers.get("content-length");
  if (length === null || !/^\d{1,15}$/.test(length)) {
    throw invalid([
      { field: "Content-Length", message: "Content-Length is missing: say how many bytes the file has." },
    ]);
  }
  return Number(length);
}

async function* piecesOf(pieces: AsyncIterator<Uint8Array> | undefined, by: Principal): AsyncGenerator<Uint8Array> {
  while (pieces) {
    const { done, value } = await pieces.next().catch(() => {
      throw new HoldpointError("malformed", "The connection ended in the middle of the file. Nothing was kept.");
    });
    // A large file may outlast its sender's right to send it.
    if (done) return confirm(by);
    yield value;
  }
}
