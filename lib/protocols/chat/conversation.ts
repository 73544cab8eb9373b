import type { ShownReview, ThreadNow } from "@/lib/contract/requests";
import { HoldpointError, invalid } from "@/lib/errors";
import { checkBody } from "@/lib/http/check";
import { lostParts } from "@/lib/http/json-safety";
import { readJson } from "@/lib/json/read-json";
import { errorAnswer } from "@/lib/protocols/error-answer";
import type { Json } from "@/lib/views/views";
import type { Principal } from "@/lib/words/people";
import { chatAnswer } from "./chat-answer";
import { questionOf, reply, type Seen, say } from "./say";
import { type ChatAnswer, type SocketMessage, socketMessage } from "./schemas";
import { watchThread } from "./watch-thread";

/** Threads that one connection may follow. */
const MOST_WATCHED = 50;

export type Outgoing = ({ type: "status" } & ChatAnswer) | { type: "error"; error: string };

/** One connection's side of the chat: takes its messages one after the other, and says what changes. */
export class Conversation {
  private readonly watched = new Map<string, AbortController>();
  /** Of each thread that it follows, the question that arrived there last. */
  private readonly seen = new Map<string, ShownReview[]>();
  private closed = false;

  constructor(
    private readonly by: Principal,
    /**
     * Resolves when it is on its way; rejects when the connection has gone. `arrived` is called when the other side
     * has it: what comes in before that was said without knowing it.
     */
    private readonly send: (message: Outgoing, arrived?: () => void) => Promise<void>,
  ) {}

  /** Never rejects: what can't be done is answered. */
  async receive(text: string): Promise<void> {
    try {
      await this.follow(await this.perform(parse(text)));
    } catch (error) {
      await this.refuse(error);
    }
  }

  async refuse(error: unknown): Promise<void> {
    const { error: sentence } = JSON.parse(errorAnswer(error, "WebSocket /ws/chat").body) as { error: string };
    await this.send({ type: "error", error: sentence }).catch(() => undefined);
  }

  close(): void {
    this.closed = true;
    for (const stop of this.watched.values()) stop.abort();
    this.watched.clear();
  }

  /** The thread that it was about. */
  private async perform(message: SocketMessage): Promise<string> {
    switch (message.type) {
      case "start":
        return (await say(this.by, message, this.seenOf(message.thread_id ?? ""))).threadId;
      case "continue":
        return (await reply(this.by, message.thread_id, message.response as Json, this.seenOf(message.thread_id)))
          .threadId;
      case "subscribe":
        return message.thread_id;
    }
  }

  private seenOf(threadId: string): Seen {
    const reviews = this.seen.get(threadId);
    if (reviews) return { reviews };
    return this.watched.has(threadId) ? { reviews: [] } : { arrivedAt: performance.now() };
  }

  private async follow(threadId: string): Promise<void> {
    if (this.closed || this.watched.has(threadId)) return;
    if (this.watched.size >= MOST_WATCHED) {
      throw new HoldpointError("invalid", `One connection follows at most ${MOST_WATCHED} threads. Open another one.`);
    }
    const stop = new AbortController();
    this.watched.set(threadId, stop);
    const status = (thread: ThreadNow) =>
      this.send({ type: "status", ...chatAnswer(thread) }, () => void this.seen.set(threadId, questionOf(thread)));
    watchThread(this.by, threadId, status, stop.signal).catch(async (error: unknown) => {
      this.watched.delete(threadId);
      if (!stop.signal.aborted) await this.refuse(error);
    });
  }
}

function parse(text: string): SocketMessage {
  let read: ReturnType<typeof readJson>;
  try {
    read = readJson(text);
  } catch {
    throw new HoldpointError("malformed", "This message is not JSON. Send one JSON object.");
  }
  if (read.lost.length > 0) throw invalid(lostParts(read.lost));
  return checkBody(socketMessage, read.value);
}
