import { AwsClient } from "aws4fetch";
import { HoldpointError } from "@/lib/errors";
import type { FileStore } from "@/lib/operations/file-ports";

/** A bucket of a store that speaks S3's protocol. */
export interface S3Settings {
  /** Without a slash at the end. */
  endpoint: string;
  bucket: string;
  accessKeyId: string;
  secretAccessKey: string;
  region: string;
  /** The bucket is named in the path, else in front of the host. */
  pathStyle: boolean;
}

const PATIENCE_MS = 120_000;

/** Content of files in a bucket, one object each. Signed by aws4fetch: three calls need no SDK of many megabytes. */
export function s3FileStore(settings: S3Settings): FileStore {
  const { accessKeyId, secretAccessKey, region } = settings;
  const client = new AwsClient({ accessKeyId, secretAccessKey, region, service: "s3" });
  const bucket = bucketUrl(settings);

  async function call(method: string, id: string, content?: { body: AsyncIterable<Uint8Array>; size: number }) {
    // What is signed does not include the body: it is streamed, and its hash is known only afterwards.
    const signed = await client.sign(`${bucket}/files/${id}`, {
      method,
      headers: { "X-Amz-Content-Sha256": content ? "UNSIGNED-PAYLOAD" : EMPTY },
    });
    const headers = new Headers(signed.headers);
    if (content) headers.set("Content-Length", String(content.size));
    const body = content && (content.body as unknown as BodyInit);
    const init = { method, headers, body, duplex: "half", signal: AbortSignal.timeout(PATIENCE_MS) };
    return fetch(signed.url, init as RequestInit);
  }

  return {
    async put(id, content, size) {
      let cause: unknown;
      const watched = async function* () {
        try {
          yield* content;
        } catch (error) {
          cause = error;
          throw error;
        }
      };
      const answer = await call("PUT", id, { body: watched(), size }).catch((error: Error) => {
        throw cause ?? away(error.message);
      });
      await done(answer);
    },
    async get(id) {
      const answer = await call("GET", id).catch((error: Error) => {
        throw away(error.message);
      });
      if (answer.ok && answer.body) return answer.body;
      throw await refused(answer);
    },
    async delete(id) {
      const answer = await call("DELETE", id).catch((error: Error) => {
        throw away(error.message);
      });
      if (answer.status !== 404) await done(answer);
    },
  };
}

/** SHA-256 of nothing. */
const EMPTY = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

/** Address of the bucket, without a slash at the end. */
export function bucketUrl({ endpoint, bucket, pathStyle }: S3Settings): string {
  if (pathStyle) return `${endpoint}/${bucket}`;
  const { protocol, host, pathname } = new URL(endpoint);
  return `${protocol}//${bucket}.${host}${pathname.replace(/\/$/, "")}`;
}

async function done(answer: Response): Promise<void> {
  if (!answer.ok) throw await refused(answer);
  await answer.body?.cancel();
}

async function refused(answer: Response): Promise<HoldpointError> {
  const [, code = ""] = /<Code>(\w+)<\/Code>/.exec(await answer.text()) ?? [];
  return away(`${answer.status} ${code}`);
}

/** People learn that it does not work, operators why. */
function away(why: string): HoldpointError {
  console.error(`holdpoint: the object store: ${why}`);
  return new HoldpointError(
    "unavailable",
    "The store for files does not answer as it should. Please try again in a moment.",
  );
}
