import { randomBytes } from "node:crypto";
import { access, constants, link, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { StartError } from "./start-error";

/** Makes the folder where it is missing. Throws `StartError` when nothing can be written there. */
export async function prepareDataFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
    await access(folder, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (error) {
    throw new StartError(
      `The data folder ${folder} can't be used (${(error as NodeJS.ErrnoException).code}): ` +
        "make it a folder that you may write to, or set HOLDPOINT_DATA_DIR to another one.",
    );
  }
}

/** A file of the folder, made on the first call; only its owner may read it. */
export async function keptFile(folder: string, name: string, make: () => Promise<string>): Promise<string> {
  const path = join(folder, name);
  const read = () =>
    readFile(path, "utf8").catch((error: NodeJS.ErrnoException) => {
      if (error.code === "ENOENT") return null;
      throw new StartError(`${path} can't be read (${error.code}): start Holdpoint as the user that made it.`);
    });
  const kept = await read();
  if (kept !== null) return kept;
  const draft = `${path}.${process.pid}`;
  await writeFile(draft, await make(), { mode: 0o600 });
  await link(draft, path).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== "EEXIST") throw error;
  });
  await rm(draft);
  return (await read()) ?? "";
}

/** Signs sessions; the same at every start. */
export function keptSecret(folder: string): Promise<string> {
  return keptFile(folder, "secret", async () => randomBytes(32).toString("base64url"));
}

/** API token of the demo's admin, kept so that it works after every start; `made` on the first call. */
export async function keptDemoToken(folder: string): Promise<{ token: string; made: boolean }> {
  let made = false;
  const token = await keptFile(folder, "demo-token", async () => {
    made = true;
    return `hp_${randomBytes(32).toString("base64url")}`;
  });
  return { token, made };
}
