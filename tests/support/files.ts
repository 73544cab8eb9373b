import type { FileView } from "@/lib/views/views";
import type { Client } from "./rest";

/** Bytes that no text is: all values, in no order that repeats soon. */
export const someBytes = (size: number): Uint8Array<ArrayBuffer> =>
  Uint8Array.from({ length: size }, (_, at) => (at * 167 + (at >> 8) * 13) % 256);

/** Uploads as any program would. */
export function sendFile<T = FileView>(
  client: Client,
  file: { name: string; type?: string; bytes: Uint8Array<ArrayBuffer> | string; headers?: Record<string, string> },
) {
  const query = new URLSearchParams({ name: file.name, ...(file.type && { type: file.type }) });
  return client.send<T>(`/api/v1/files?${query}`, {
    method: "POST",
    body: file.bytes,
    headers: { "Content-Type": "application/octet-stream", ...file.headers },
  });
}

export const receipt = { name: "Receipt.png", type: "image/png", bytes: someBytes(1_500_000) };
