import { readFile, stat } from "node:fs/promises";
import { basename, extname } from "node:path";
import type { Client } from "@/cli/connection/client";
import { refusedValues, usage } from "@/cli/failure";
import { safeFileName } from "@/lib/forms/file-name";
import type { FileValue } from "@/lib/forms/file-value";
import type { FieldSpec } from "@/lib/forms/spec";
import { fieldProblem } from "./field-problem";

const NO_ID = "00000000-0000-0000-0000-000000000000";

const types: Record<string, string> = {
  ".csv": "text/csv",
  ".gif": "image/gif",
  ".html": "text/html",
  ".jpeg": "image/jpeg",
  ".jpg": "image/jpeg",
  ".json": "application/json",
  ".md": "text/markdown",
  ".pdf": "application/pdf",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".txt": "text/plain",
  ".webp": "image/webp",
  ".zip": "application/zip",
};

/** The file at a path as the field would hold it, not uploaded yet; `message` says why it doesn't fit. */
export async function describeFile(
  field: FieldSpec,
  path: string,
): Promise<{ file: FileValue; message: string | undefined }> {
  const found = await stat(path).catch(() => null);
  if (!found?.isFile()) throw usage(`There is no file ${path}.`);
  const name = safeFileName(basename(path));
  const type = types[extname(name).toLowerCase()] ?? "application/octet-stream";
  const file = { id: NO_ID, name, type, size: found.size };
  return { file, message: fieldProblem(field, file) };
}

/** Uploads a file for a field that takes it; refuses others before anything is sent. */
export async function uploadFor(client: Client, field: FieldSpec, path: string): Promise<FileValue> {
  const { file, message } = await describeFile(field, path);
  if (message !== undefined) throw refusedValues([{ field: field.name, message }]);
  const { id, name, type, size } = await client.upload(file.name, file.type, await readFile(path));
  return { id, name, type, size };
}
