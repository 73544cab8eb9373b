import { HoldpointError, invalid } from "@/lib/errors";
import { type LostPart, readJson } from "@/lib/json/read-json";
import { utf8Text } from "@/lib/json/utf8";
import type { ApiRequest } from "./api-request";
import { asTheFormNamesIt, lostParts } from "./json-safety";

/** 1 MB, counted while reading: what a client says in Content-Length is not trusted. */
const bodyLimit = 1_048_576;

export interface RawBody {
  /** At most `limit` bytes. */
  bytes: Uint8Array;
  tooLarge: boolean;
  /** Once it has been read as JSON. */
  json?: { value: unknown; lost: LostPart[] };
}

/** Keeps at most `limit` bytes. Throws `malformed` when the connection ends before the body does. */
export async function readBody({ body }: Pick<ApiRequest, "body">, limit = bodyLimit): Promise<RawBody> {
  const pieces = body?.[Symbol.asyncIterator]();
  const chunks: Uint8Array[] = [];
  let room = limit;
  while (pieces) {
    const { done, value } = await pieces.next().catch(() => {
      throw new HoldpointError("malformed", "The connection ended in the middle of the body.");
    });
    if (done) break;
    chunks.push(value.subarray(0, room));
    if (value.byteLength > room) {
      void discard(pieces);
      return { bytes: Buffer.concat(chunks), tooLarge: true };
    }
    room -= value.byteLength;
  }
  return { bytes: Buffer.concat(chunks), tooLarge: false };
}

/**
 * Lets the rest flow by while the answer goes out: a body left half read breaks the connection, and with
 * it the answer, or the next request that comes on it.
 */
export async function discard(pieces: AsyncIterator<Uint8Array>): Promise<void> {
  try {
    while (!(await pieces.next()).done);
  } catch {
    // The client went away; there is nobody left to tell.
  }
}

/**
 * The JSON value in a body. Throws `too_large` or `malformed`, and `invalid` where a number would not read back as it
 * was written or a key stands twice, naming its place.
 */
export function parseJson(raw: RawBody): unknown {
  const { value, lost } = readBodyJson(raw);
  if (lost.length > 0) throw invalid(lostParts(lost).map(asTheFormNamesIt));
  return value;
}

/** The same for a door that refuses those in its own way. */
export function readBodyJson(raw: RawBody): { value: unknown; lost: LostPart[] } {
  raw.json ??= readBytes(raw);
  return raw.json;
}

function readBytes({ bytes, tooLarge }: RawBody): { value: unknown; lost: LostPart[] } {
  if (tooLarge) throw new HoldpointError("too_large", "The body has more than 1 MB (1,048,576 bytes).");
  if (bytes.byteLength === 0) throw new HoldpointError("malformed", "The body is empty. Send one JSON object.");
  const text = utf8Text(bytes);
  if (text === null) throw new HoldpointError("malformed", "The body is not UTF-8.");
  try {
    return readJson(text);
  } catch (error) {
    // V8 quotes the body in this message: that helps its sender and nobody else reads it.
    throw new HoldpointError("malformed", `The body is not JSON: ${(error as Error).message}.`);
  }
}
