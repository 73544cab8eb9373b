import type { z } from "zod";

/** One method of one address, as it is documented. */
export interface Endpoint {
  method: "get" | "post" | "patch" | "delete";
  /**
   * As OpenAPI writes it: `/api/v1/runs/{id}`. Every `{id}` is a UUID, a `{seq}` the number of a visit, a
   * `{thread_id}` any text.
   */
  path: string;
  group: string;
  summary: string;
  description?: string;
  query?: z.ZodType;
  /** JSON, or the bytes of a file. */
  body?: z.ZodType | "bytes";
  bodyOptional?: boolean;
  headers?: (keyof typeof headers)[];
  answer: z.ZodType | "bytes";
  /** 200 where nothing is said. */
  status?: 200 | 201;
  /** What else it may answer, by status or content type. */
  also?: { status?: number; stream?: boolean; text: string }[];
  /** No token needed. */
  open?: boolean;
}

export const headers = {
  Prefer: "`wait=N`: holds the answer until the run waits for a person, ends or fails, at most N seconds.",
  "Idempotency-Key": "1 to 255 printable ASCII characters. The first answer is kept for 24 hours and given again.",
  "Last-Event-ID": "With a stream: go on after this event.",
};
