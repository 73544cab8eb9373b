import { HoldpointError, invalid, isNotFound, notFound } from "@/lib/errors";
import { safeFileName } from "@/lib/forms/file-name";
import { FILE_BYTES_MAX, inWords } from "@/lib/forms/file-value";
import type { FileView } from "@/lib/views/views";
import { isId } from "@/lib/words/ids";
import type { Principal } from "@/lib/words/people";
import type { FileRecord, FileStore, FilesPort } from "./file-ports";
import type { Ports } from "./ports";
import { checkRun, readSeenReview } from "./read-run";

export interface Upload {
  name: string;
  /** As the sender says it. Nobody looks into the content, and it is never served under this type. */
  type: string;
  /** Bytes that will come. */
  size: number;
}

/** Keeps what comes in, piece by piece; it must be as long as was said. Nothing is left of one that breaks off. */
export async function uploadFile(
  { files, newId }: Ports,
  by: Principal,
  upload: Upload,
  content: AsyncIterable<Uint8Array>,
): Promise<FileView> {
  const { type, size } = upload;
  if (size === 0) throw new HoldpointError("malformed", "The file is empty. Send its bytes as the body.");
  if (size > FILE_BYTES_MAX) {
    throw new HoldpointError("too_large", `A file can have at most ${inWords(FILE_BYTES_MAX)}. Nothing was kept.`);
  }
  if (!TYPE.test(type)) throw invalid([{ field: "type", message: "type must be a media type like image/png." }]);
  const named = { name: safeFileName(upload.name), type: type.toLowerCase(), size };
  const file = { id: newId(), workspaceId: by.workspaceId, uploadedBy: by.userId, store: files.current, ...named };
  const createdAt = await files.rows.begin(file);
  if (!createdAt) {
    const message = "You have uploaded very much in the last 24 hours. Please wait before you upload more.";
    throw new HoldpointError("rate_limited", message, { retryAfter: 3_600 });
  }
  try {
    await storeOf(files, file).put(file.id, exactly(size, content), size);
    await files.rows.finish(file.id);
  } catch (error) {
    await removeFile(files, file).catch(() => undefined);
    throw error;
  }
  return { id: file.id, ...named, createdAt: createdAt.toISOString() };
}

const TYPE = /^[A-Za-z0-9][A-Za-z0-9!#$&^_.+-]{0,99}\/[A-Za-z0-9][A-Za-z0-9!#$&^_.+-]{0,99}$/;

/** The content, for whoever may see a run that uses it, and the review it was given to, or uploaded it. Anybody else finds nothing. */
export async function readFile(
  ports: Ports,
  by: Principal,
  fileId: string,
): Promise<{ file: FileView; content: AsyncIterable<Uint8Array> }> {
  const { files } = ports;
  const [found] = await files.rows.find([fileId]);
  if (!found || !(await maySeeFile(ports, by, found))) throw notFound("file");
  const { id, name, type, size, createdAt } = found;
  const content = await storeOf(files, found).get(id);
  return { file: { id, name, type, size, createdAt: createdAt.toISOString() }, content };
}

/** Whether somebody uploaded a file, or sees a run or a review that it was given to. */
export async function maySeeFile(
  ports: Ports,
  by: Principal,
  { workspaceId, uploadedBy, uses }: FileRecord,
): Promise<boolean> {
  if (workspaceId !== by.workspaceId) return false;
  if (uploadedBy === by.userId) return true;
  for (const { runId, reviewId } of uses) {
    const seen = reviewId === null ? checkRun(ports, by, runId) : readSeenReview(ports, by, reviewId);
    if (await seen.then(() => true, unlessMissing)) return true;
  }
  return false;
}

function unlessMissing(error: unknown): false {
  if (isNotFound(error)) return false;
  throw error;
}

/** All bytes of a file that a run uses, for its code steps. */
export async function readFileOfRun(files: FilesPort, rootRunId: string, fileId: string): Promise<Uint8Array> {
  const [found] = isId(fileId) ? await files.rows.find([fileId]) : [];
  if (!found?.uses.some(({ runId }) => runId === rootRunId)) {
    const message = `The run has no file "${fileId}". Hand over a file that somebody gave in a form.`;
    throw Object.assign(new Error(message), { code: "no_such_file", retryable: false });
  }
  const parts: Uint8Array[] = [];
  for await (const part of await storeOf(files, found).get(found.id)) parts.push(part);
  return Buffer.concat(parts);
}

/** Removes files that no run uses, 24 hours after they were uploaded or the last run that used them went. */
export async function removeUnusedFiles(files: FilesPort): Promise<void> {
  for (;;) {
    const { looked, unused } = await files.rows.sortOut();
    for (const file of unused) await removeFile(files, file);
    if (looked === 0) return;
  }
}

/** The row goes last: what a crash leaves behind is found again. */
async function removeFile(files: FilesPort, file: { id: string; store: string }): Promise<void> {
  await storeOf(files, file).delete(file.id);
  await files.rows.forget(file.id);
}

function storeOf({ stores }: FilesPort, { store }: { store: string }): FileStore {
  const found = stores[store];
  if (found) return found;
  throw new HoldpointError("unavailable", "The place where this file is kept is not set up here. Nothing was changed.");
}

async function* exactly(size: number, content: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let left = size;
  for await (const part of content) {
    left -= part.byteLength;
    if (left < 0) break;
    yield part;
  }
  if (left !== 0) throw new HoldpointError("malformed", "The file is not as long as was said. Nothing was kept.");
}
