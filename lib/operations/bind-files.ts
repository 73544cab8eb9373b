import { invalid } from "@/lib/errors";
import { mapFiles } from "@/lib/forms/map-files";
import { expected, text } from "@/lib/forms/messages";
import type { FieldError, FieldSpec, FormValues } from "@/lib/forms/spec";
import { isId } from "@/lib/words/ids";
import type { Principal } from "@/lib/words/people";
import { maySeeFile } from "./files";
import type { Ports } from "./ports";

/**
 * Puts in the place of each file that is named, by its id or by a reference, what is known of it: neither name, type
 * nor size are taken from the sender. What is no file of theirs or of this run stays an id, which no form takes.
 */
export async function resolveFiles<T>(
  ports: Ports,
  by: Principal,
  /** The root run, which may be about to begin. */
  runId: string,
  fields: FieldSpec[],
  values: T,
): Promise<T> {
  const ids = new Set<string>();
  mapFiles(fields, values, (value) => {
    const id = idOf(value);
    if (id) ids.add(id);
  });
  if (ids.size === 0) return values;
  const found = await ports.files.rows.find([...ids]);
  const seen = await Promise.all(
    // One of this run, and not one that is hidden from them in it.
    found.map((file) => maySeeFile(ports, by, { ...file, uses: file.uses.filter((use) => use.runId === runId) })),
  );
  const usable = new Map(
    found.filter((_, index) => seen[index]).map(({ id, name, type, size }) => [id, { id, name, type, size }]),
  );
  const resolved = mapFiles(fields, values, (value) => {
    const id = idOf(value);
    return id ? (usable.get(id) ?? id) : value;
  });
  return resolved as T;
}

export function namesFiles(fields: FieldSpec[], values: unknown): boolean {
  let names = false;
  mapFiles(fields, values, (value) => {
    names ||= idOf(value) !== null;
    return value;
  });
  return names;
}

/**
 * Makes the files of checked values part of a run, before the change that uses them: if that does not come about,
 * nothing is lost by it. Throws `invalid` where a file has gone meanwhile.
 */
export async function bindFiles(
  { files }: Ports,
  by: Principal,
  runId: string,
  fields: FieldSpec[],
  values: FormValues,
  /** The review that they are given to, where not everybody who sees the run sees it. */
  reviewId: string | null = null,
): Promise<void> {
  const named: { id: string; at: string }[] = [];
  mapFiles(fields, values, (value, at) => {
    const id = idOf(value);
    if (id) named.push({ id, at });
  });
  if (named.length === 0) return;
  const ids = [...new Set(named.map(({ id }) => id))];
  const used = await files.rows.use(ids, { runId, reviewId, workspaceId: by.workspaceId, userId: by.userId });
  const errors = named
    .filter(({ id }) => !used.includes(id))
    .map(({ at }): FieldError => ({ field: at, message: text.wrongType(labelOf(fields, at), expected.file) }));
  if (errors.length > 0) throw invalid(errors);
}

function idOf(value: unknown): string | null {
  const id = typeof value === "object" && value !== null && "id" in value ? value.id : value;
  return typeof id === "string" && isId(id) ? id.toLowerCase() : null;
}

function labelOf(fields: FieldSpec[], at: string): string {
  const [name, , inside] = at.split(".");
  const field = fields.find((one) => one.name === name);
  return (inside ? field?.fields?.find((one) => one.name === inside) : field)?.label ?? at;
}
