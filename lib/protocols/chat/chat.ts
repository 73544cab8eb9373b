import { holdpoint } from "@/lib/app";
import type { ThreadNow } from "@/lib/contract/requests";
import { arrivalOf } from "@/lib/http/arrival";
import { pathThread } from "@/lib/http/path-thread";
import type { PostCall } from "@/lib/http/post";
import { preferredWait } from "@/lib/http/prefer";
import type { Answer } from "@/lib/http/problem";
import type { ReadCall } from "@/lib/http/read";
import { jsonAnswer } from "@/lib/http/respond";
import type { Json } from "@/lib/views/views";
import { chatAnswer } from "./chat-answer";
import { noteSeen, reply, say } from "./say";
import type { ChatAnswer, ChatBody, ContinueBody } from "./schemas";

/** Seconds an answer is held, if the caller does not ask for less: below the minute after which proxies give up. */
const HOLD_SECONDS = 55;

export async function chat(call: PostCall<ChatBody>): Promise<Answer> {
  const timeoutMs = holdOf(call);
  return held(
    call,
    await say(call.principal, call.body, { runId: call.resourceId, arrivedAt: arrivalOf(call.headers) }),
    timeoutMs,
  );
}

export async function continueChat(call: PostCall<ContinueBody>): Promise<Answer> {
  const { principal, body, headers } = call;
  const timeoutMs = holdOf(call);
  return held(
    call,
    await reply(principal, body.thread_id, body.response as Json, { arrivedAt: arrivalOf(headers) }),
    timeoutMs,
  );
}

export async function chatStatus({ principal: by, params }: ReadCall<object>): Promise<ChatAnswer> {
  const thread = await holdpoint().operations.getThread(by, pathThread(params));
  await noteSeen(by, thread);
  return chatAnswer(thread);
}

/** Holds until the turn waits for the caller, ends or fails. What was asked for is done by now. */
async function held(
  { principal: by, signal }: PostCall<unknown>,
  thread: ThreadNow,
  timeoutMs: number,
): Promise<Answer> {
  const quietly = (error: Error) => void console.error(`holdpoint: waiting for run ${thread.run.id}: ${error.message}`);
  const run = await holdpoint().operations.waitForRun(by, thread.run.id, { timeoutMs, signal }).catch(quietly);
  const now = { ...thread, run: run ?? thread.run };
  await noteSeen(by, now).catch(quietly);
  return jsonAnswer(chatAnswer(now));
}

const holdOf = ({ headers }: PostCall<unknown>) =>
  Math.min(preferredWait(headers) ?? HOLD_SECONDS, HOLD_SECONDS) * 1000;
