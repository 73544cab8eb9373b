import { z } from "zod";
import type { PageRequest } from "@/lib/contract/requests";
import { HoldpointError } from "@/lib/errors";
import { LARGEST_INTEGER } from "@/lib/json/largest-integer";
import { isStorable } from "@/lib/text/is-storable";
import type { Page } from "@/lib/views/views";

/** A place in a list: the sort keys of the last row seen, as opaque text. */
// Postgres has no year 0.
export const timeAndId = z.tuple([z.iso.datetime().refine((time) => !time.startsWith("0000")), z.uuid()]);
export const count = z.number().int().min(0).max(LARGEST_INTEGER);
const sequence = z.tuple([count]);
const name = z.tuple([z.string().refine(isStorable)]);

export interface TimeAndId {
  createdAt: Date;
  id: string;
}

export function timeCursor(cursor: string | undefined): TimeAndId | null {
  if (cursor === undefined) return null;
  const [time, id] = decodeCursor(timeAndId, cursor);
  return { createdAt: new Date(time), id };
}

export function sequenceCursor(cursor: string | undefined): number {
  return cursor === undefined ? 0 : decodeCursor(sequence, cursor)[0];
}

export function nameCursor(cursor: string | undefined): string | null {
  return cursor === undefined ? null : decodeCursor(name, cursor)[0];
}

export function decodeCursor<T>(schema: z.ZodType<T>, cursor: string): T {
  try {
    return schema.parse(JSON.parse(Buffer.from(cursor, "base64url").toString("utf8")));
  } catch {
    const message = "This cursor is not one that a list gave. Use nextCursor of the page before, or leave it out.";
    throw new HoldpointError("invalid", message, { errors: [{ field: "cursor", message }] });
  }
}

/** Lists ask for one row more than the page holds; that one only tells that there is a next page. */
export function toPage<R, T>(
  rows: R[],
  { limit }: Pick<PageRequest, "limit">,
  sortKeys: (row: R) => unknown[],
  view: (row: R) => T,
): Page<T> {
  const shown = rows.slice(0, limit);
  const last = rows.length > limit ? shown.at(-1) : undefined;
  const nextCursor =
    last === undefined ? null : Buffer.from(JSON.stringify(sortKeys(last)), "utf8").toString("base64url");
  return { data: shown.map(view), nextCursor };
}
