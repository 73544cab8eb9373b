import { holdpoint } from "@/lib/app";
import { HoldpointError, notFound } from "@/lib/errors";
import type { PostCall } from "@/lib/http/post";
import { preferredWait } from "@/lib/http/prefer";
import type { Answer } from "@/lib/http/problem";
import { jsonAnswer } from "@/lib/http/respond";
import { hasEnded, nothingWaits } from "@/lib/protocols/requests";
import { asksOf } from "@/lib/views/run";
import type { Json, RunView } from "@/lib/views/views";
import { isId } from "@/lib/words/ids";
import type { Principal } from "@/lib/words/people";
import { pausedForm } from "./paused-form";
import type { ProcessAnswer, ProcessBody, ResumeBody } from "./schemas";

const DOOR = "process";
/** Seconds an answer is held, if the caller does not ask for less: below the minute after which proxies give up. */
const HOLD_SECONDS = 55;

export async function startProcess(call: PostCall<ProcessBody>): Promise<Answer> {
  const { principal, body, resourceId } = call;
  const wait = holdOf(call);
  const run = await holdpoint().operations.startLoosely(principal, { ...body, runId: resourceId, door: DOOR });
  return answerWith(principal, run.id, wait);
}

/**
 * Answers the form that this door showed the caller last, or else the first one that is open. Empty data from
 * somebody who was not shown what is open now asks how things stand: this dialect has no other way to look.
 */
export async function resumeProcess(call: PostCall<ResumeBody>): Promise<Answer> {
  const { operations } = holdpoint();
  const { principal: by, body } = call;
  const wait = holdOf(call);
  const runId = body.execution_id.toLowerCase();
  if (!isId(runId)) throw notFound("run");
  const run = await operations.getRun(by, runId);
  const shown = await operations.lastShown(by, { runId, door: DOOR });
  const target = shown ? shown[0]?.reviewId : asksOf(run)[0]?.id;
  const isSeen = shown !== null && asksOf(run).some(({ id }) => id === target);
  // Whoever was told "running" last has not had the end yet.
  const awaitsEnd = shown?.length === 0;
  if (!isSeen && isEmpty(body.data) && (awaitsEnd || !hasEnded(run.status))) return answerWith(by, runId, wait);
  if (hasEnded(run.status)) throw await nothingWaits(by, run);
  if (target === undefined) throw asksOf(run).length > 0 ? unseen() : await nothingWaits(by, run);
  await operations.answerReview(by, target, body.data as Json);
  return answerWith(by, runId, wait);
}

interface Hold {
  timeoutMs: number;
  signal?: AbortSignal;
}

const holdOf = ({ headers, signal }: PostCall<unknown>): Hold => ({
  timeoutMs: Math.min(preferredWait(headers) ?? HOLD_SECONDS, HOLD_SECONDS) * 1000,
  signal,
});

const isEmpty = (data: unknown) => typeof data === "object" && data !== null && Object.keys(data).length === 0;

const unseen = () =>
  new HoldpointError(
    "run_conflict",
    'A form has opened since you looked. Nothing was sent. Send "data": {} to see it, then answer.',
  );

/** Holds until the run waits for the caller, ends or fails; then says how it stands, and remembers what it showed. */
async function answerWith(by: Principal, runId: string, wait: Hold): Promise<Answer> {
  const { operations } = holdpoint();
  // What was asked for is done by now, so whatever befalls the waiting must not hide it.
  const quietly = (error: Error) => void console.error(`holdpoint: waiting for run ${runId}: ${error.message}`);
  const run = await operations.waitForRun(by, runId, wait).catch(quietly);
  const [review] = run ? asksOf(run) : [];
  if (run && hasEnded(run.status)) return end(run);
  const reviews = review ? [{ requestId: review.key, reviewId: review.id }] : [];
  await operations.noteShown(by, { runId, door: DOOR, reviews }).catch(quietly);
  if (!review) return answer({ paused: false, response: null, running: true, execution_id: runId });
  const response = review.draft?.content ?? null;
  return answer({ paused: true, execution_id: runId, form: pausedForm(review), response });
}

function end({ status, output, error }: RunView): Answer {
  if (status === "completed") return answer({ paused: false, response: output });
  // No refusal: the run was begun, or its form answered, before it was canceled.
  if (status === "canceled") return { ...jsonAnswer({ error: "This run was canceled." }, 409), settled: true };
  const why = error ? ` at step "${error.step}": ${error.message}` : ".";
  return jsonAnswer({ error: `This run failed${why}` }, 500);
}

const answer = (body: ProcessAnswer) => jsonAnswer(body);
