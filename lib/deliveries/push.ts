import type { Operations } from "@/lib/contract/operations";
import type { PushTarget, Tasks } from "@/lib/contract/tasks";
import type { IncomingResponse, Limits, OutgoingRequest } from "@/lib/effects/http-request";
import { isNotFound } from "@/lib/errors";
import type { Identity } from "@/lib/holdpoint";
import { Loop } from "@/lib/loop";
import type { PushStore } from "@/lib/operations/task-ports";
import { DOOR } from "@/lib/protocols/a2a/call";
import { pushNews } from "@/lib/protocols/a2a/push-news";
import { namedRequests } from "@/lib/protocols/requests";
import { asksOf } from "@/lib/views/run";
import type { Delivery, Kind, Outcome } from "./kind";

interface Parts {
  operations: Operations;
  tasks: Tasks;
  identity: Identity;
  pushes: PushStore;
  sendRequest(request: OutgoingRequest, limits: Limits): Promise<IncomingResponse>;
  /** Something was made that is due. */
  onMade(): void;
  log(line: string): void;
}

/** Somebody who may not know yet how a task stands; null where they do not want to any more. */
type PushMatter = {
  runId: string;
  userId: string;
  workspaceId: string;
  /** What was told last. */
  told: string;
  target: PushTarget;
} | null;

const GATHER_MS = 50;
const TIMEOUT_MS = 10_000;
const MAX_ANSWER_BYTES = 1_000_000;

/**
 * Tells receivers how their tasks go on. What is told is read when it is sent: a receiver that is slow gets the newest
 * picture, not each one in between.
 */
export class PushKind implements Kind<PushMatter> {
  readonly atOnce = 10;
  readonly leaseMs = 20_000;
  /** About three hours. */
  readonly attempts = 25;
  readonly longestWaitMs = 600_000;
  private readonly changed = new Set<string>();
  private readonly makes: Loop;
  private gathering: NodeJS.Timeout | undefined;
  /** Nobody wants to be told anything: changes of runs cost nothing then. */
  private idle = true;

  constructor(private readonly parts: Parts) {
    const { log } = parts;
    this.makes = new Loop(() => this.makeChanged(), { everyMs: GATHER_MS, what: "Noting what to push", log });
  }

  async make(isAny: boolean): Promise<boolean> {
    this.idle = !isAny;
    return isAny && (await this.parts.pushes.make(null));
  }

  /** Somebody wants to be told of this run from now on. */
  wake(runId: string): void {
    this.idle = false;
    this.runChanged(runId);
  }

  runChanged(runId: string): void {
    if (this.idle || this.makes.stopped) return;
    this.changed.add(runId);
    this.gathering ??= setTimeout(() => {
      this.gathering = undefined;
      void this.makes.now();
    }, GATHER_MS);
  }

  async deliver({ matter }: Delivery<PushMatter>, signal: AbortSignal): Promise<Outcome> {
    const news = matter && (await this.newsFor(matter));
    if (!news) return { status: "done", note: { ended: true } };
    const { picture: told, ended } = news;
    if (told !== matter.told) await this.send(matter.target, news, signal);
    return { status: "done", note: { told, ended } };
  }

  close(): void {
    clearTimeout(this.gathering);
    void this.makes.stop();
  }

  private async makeChanged(): Promise<void> {
    const runIds = [...this.changed];
    this.changed.clear();
    if (await this.parts.pushes.make(runIds)) this.parts.onMade();
  }

  /** Whether they may know it is asked each time: people leave workspaces. */
  private async newsFor({ runId, userId, workspaceId, target }: NonNullable<PushMatter>) {
    const { identity, operations, tasks } = this.parts;
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
  private async send(target: PushTarget, news: { body: string; contentType: string }, stopped: AbortSignal) {
    const { url, token, authScheme, credentials, wireVersion } = target;
    const headers = {
      "Content-Type": news.contentType,
      "User-Agent": "Holdpoint",
      "A2A-Version": wireVersion,
      ...(token !== "" && { "X-A2A-Notification-Token": token }),
      ...(authScheme !== "" && { Authorization: `${authScheme} ${credentials}`.trim() }),
    };
    const signal = AbortSignal.any([stopped, AbortSignal.timeout(TIMEOUT_MS)]);
    const limits = { signal, maxBytes: MAX_ANSWER_BYTES, maxRedirects: 0 };
    const request = { method: "POST" as const, url: new URL(url), headers, body: news.body };
    const { status } = await this.parts.sendRequest(request, limits);
    if (status < 200 || status > 299) throw new Error(`${new URL(url).host} answered ${status}.`);
  }
}
