import type { Pool } from "pg";
import { HoldpointError } from "@/lib/errors";
import type { FileStore } from "@/lib/operations/file-ports";

/** Small enough that a download holds little at a time, large enough for few statements. */
const CHUNK_BYTES = 512 * 1024;

/** Content of files in Postgres, in chunks. */
export function postgresFileStore(pool: Pool): FileStore {
  const write = (id: string, index: number, bytes: Buffer) =>
    pool.query("insert into file_chunks (file_id, index, bytes) values ($1, $2, $3)", [id, index, bytes]);
  async function read(id: string, index: number): Promise<Buffer | undefined> {
    const { rows } = await pool.query<{ bytes: Buffer }>(
      "select bytes from file_chunks where file_id = $1 and index = $2",
      [id, index],
    );
    return rows[0]?.bytes;
  }
  async function* from(id: string, first: Buffer): AsyncGenerator<Uint8Array> {
    let index = 0;
    for (let chunk: Buffer | undefined = first; chunk; chunk = await read(id, ++index)) yield chunk;
  }
  return {
    async put(id, content) {
      let index = 0;
      let held: Uint8Array[] = [];
      let size = 0;
      for await (const part of content) {
        held.push(part);
        size += part.byteLength;
        if (size < CHUNK_BYTES) continue;
        await write(id, index++, Buffer.concat(held));
        [held, size] = [[], 0];
      }
      if (size > 0) await write(id, index, Buffer.concat(held));
    },
    async get(id) {
      const first = await read(id, 0);
      if (first) return from(id, first);
      throw new HoldpointError("unavailable", "The content of this file is not there any more.");
    },
    async delete(id) {
      await pool.query("delete from file_chunks where file_id = $1", [id]);
    },
  };
}
