import type { FileView } from "@/lib/views/views";
import { liveHub } from "./live-hub";
import { type Problem, type Reply, refusalOf } from "./request";

/** Long silence, not a large file, counts as a lost connection. */
const patience = 30_000;

/**
 * Sends one file; `onProgress` hears the share that is sent, from 0 to 1. Never rejects. A request of the older kind:
 * `fetch` can't tell how far an upload has come.
 */
export function uploadFile(file: File, signal: AbortSignal, onProgress: (share: number) => void) {
  return new Promise<Reply<FileView>>((resolve) => {
    const request = new XMLHttpRequest();
    let silence: ReturnType<typeof setTimeout>;
    const heard = () => {
      clearTimeout(silence);
      silence = setTimeout(() => request.abort(), patience);
    };
    const lost = () => {
      if (!signal.aborted) liveHub.reportFetch(false);
      resolve({ ok: false, refusal: { kind: "network" } });
    };
    request.upload.onprogress = ({ loaded, total }) => {
      heard();
      onProgress(total > 0 ? loaded / total : 0);
    };
    request.onerror = lost;
    request.onabort = lost;
    request.onloadend = () => clearTimeout(silence);
    request.onload = () => {
      liveHub.reportFetch(true);
      const answer = parsed(request.responseText);
      if (request.status === 201) resolve({ ok: true, value: answer as FileView });
      else resolve({ ok: false, refusal: refusalOf(request.status, answer as Problem) });
    };
    signal.addEventListener("abort", () => request.abort());
    request.open("POST", `/api/v1/files?${new URLSearchParams({ name: file.name, type: typeOf(file) })}`);
    request.setRequestHeader("Content-Type", "application/octet-stream");
    heard();
    request.send(file);
  });
}

/** What the browser makes of it; nothing when it does not know. */
export const typeOf = (file: File) => file.type || "application/octet-stream";

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) ?? {};
  } catch {
    return {};
  }
}
