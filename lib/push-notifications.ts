import type { Operations } from "@/lib/contract/operations";
import type { PushTarget, Tasks } from "@/lib/contract/tasks";
import type { IncomingResponse, Limits, OutgoingRequest } from "@/lib/effects/http-request";
import { isNotFound } from "@/lib/errors";
import type { Identity } from "@/lib/holdpoint";
import type { DuePush, PushDeliveries } from "@/lib/operations/task-ports";
import { DOOR } from "@/lib/protocols/a2a/call";
import { pushNews } from "@/lib/protocols/a2a/push-news";
import { namedRequests } from "@/lib/protocols/requests";
import { asksOf } from "@/lib/views/run";
import { type News, PushNotifier } from "@/lib/worker/push-notifier";

interface Parts {
  operations: Operations;
  tasks: Tasks;
  identity: Identity;
  deliveries: PushDeliveries;
  sendRequest(request: OutgoingRequest, limits: Limits): Promise<IncomingResponse>;
  sweepMs: number;
  log(line: string): void;
}

const TIMEOUT_MS = 10_000;
const MAX_ANSWER_BYTES = 1_000_000;

/** Wires the worker's notifier to the protocol that says what is told. */
export function pushNotifier({ operations, tasks, identity, sendRequest, ...parts }: Parts): PushNotifier {
  return new PushNotifier({ ...parts, newsFor, send }, parts.sweepMs);

  async function newsFor({ runId, userId, workspaceId, target }: DuePush): Promise<News | null> {
    // Whether they may know it is asked each time: people leave workspaces.
    const by = await identity.byUserId(userId, workspaceId);
    if (!by) return null;
    const run = await operations.getRun(by, runId).catch((error: unknown) => {
      if (isNotFound(error)) return null;
      throw error;
    });
    if (!run) return null;
    const reviews = namedRequests(asksOf(run)).map(({ requestId, reviewId }) => ({ requestId, reviewId }));
    if (reviews.length > 0) await operations.noteShown(by, { runId, door: DOOR, reviews });
    return pushNews(run, await tasks.contextOf(by, runId), target.wireVersion);
  }

  /** A redirect is refused: a receiver says its own address. */
  async function send(target: PushTarget, { body, contentType }: News, stopped: AbortSignal): Promise<void> {
    const { url, token, authScheme, credentials, wireVersion } = target;
    const headers = {
      "Content-Type": contentType,
      "User-Agent": "Holdpoint",
      "A2A-Version": wireVersion,
      ...(token !== "" && { "X-A2A-Notification-Token": token }),
      ...(authScheme !== "" && { Authorization: `${authScheme} ${credentials}`.trim() }),
    };
    const signal = AbortSignal.any([stopped, AbortSignal.timeout(TIMEOUT_MS)]);
    const limits = { signal, maxBytes: MAX_ANSWER_BYTES, maxRedirects: 0 };
    const { status } = await sendRequest({ method: "POST", url: new URL(url), headers, body }, limits);
    if (status < 200 || status > 299) throw new Error(`It answered ${status}.`);
  }
}
