import { holdpoint } from "@/lib/app";
import { ClaimFirst } from "@/lib/contract/keep";
import type { ShownReview } from "@/lib/contract/requests";
import { HoldpointError, invalid, isHoldpointError, notFound } from "@/lib/errors";
import { looseAnswer } from "@/lib/forms/loose-answer";
import { parseValues } from "@/lib/forms/to-zod";
import type { PostCall } from "@/lib/http/post";
import type { Answer } from "@/lib/http/problem";
import type { ReadCall } from "@/lib/http/read";
import { jsonAnswer } from "@/lib/http/respond";
import { namedRequests, nothingWaits, requestedReview } from "@/lib/protocols/requests";
import { asksOf } from "@/lib/views/run";
import type { Json, RunView } from "@/lib/views/views";
import { isId } from "@/lib/words/ids";
import type { Principal } from "@/lib/words/people";
import { inputRequest } from "./input-request";
import type { ProvideAnswer, ProvideBody, StartAnswer, StartBody, StatusAnswer, StatusQuery } from "./schemas";

const DOOR = "start-workflow";

export async function startWorkflow({ principal, body, resourceId, keep }: PostCall<StartBody>): Promise<Answer> {
  const request = { ...body, runId: resourceId, door: DOOR, keep };
  return startedAnswer(await holdpoint().operations.startLoosely(principal, request));
}

export const startedAnswer = ({ id }: Pick<RunView, "id">): Answer =>
  jsonAnswer({ status: "started", run_id: id } satisfies StartAnswer);

export async function workflowStatus({ principal: by, query }: ReadCall<StatusQuery>): Promise<StatusAnswer> {
  const run = await findRun(by, query.run_id);
  const open = namedRequests(asksOf(run));
  const requests = open.map(inputRequest);
  const [request] = requests;
  if (!request) return statusOf(run);
  const reviews = open.map(({ requestId, reviewId }) => ({ requestId, reviewId }));
  await holdpoint().operations.noteShown(by, { runId: run.id, door: DOOR, reviews });
  return { status: "waiting_for_input", request, requests };
}

/** Nothing is answered when one of several answers does not fit; each is then decided by itself. */
export async function provideInput({ principal: by, body, keep }: PostCall<ProvideBody>): Promise<Answer> {
  const { operations } = holdpoint();
  if (keep && body.inputs) throw new ClaimFirst();
  const run = await findRun(by, body.run_id);
  const shown = await operations.lastShown(by, { runId: run.id, door: DOOR });
  const given = body.inputs ? Object.entries(body.inputs) : [[body.request_id, body.value] as const];
  const answers = given.map(([requestId, value]) => ({ for: requestedReview(asksOf(run), shown, requestId), value }));
  if (answers.length === 0) throw invalid([{ field: "inputs", message: "inputs needs a value for some request." }]);
  if (answers.length > 1) for (const answer of answers) checkFit(run, answer.for, answer.value);
  const provided: string[] = [];
  for (const { for: request, value } of answers) {
    if (!request) throw await nothingWaits(by, run);
    await operations.answerReview(by, request.reviewId, value as Json, { keep }).catch((error: unknown) => {
      throw provided.length > 0 && isHoldpointError(error) ? alsoProvided(error, request, provided) : error;
    });
    provided.push(request.requestId);
  }
  return providedAnswer();
}

export const providedAnswer = (): Answer => jsonAnswer({ status: "input_provided" } satisfies ProvideAnswer);

async function findRun(by: Principal, runId: string | undefined): Promise<RunView> {
  const { operations } = holdpoint();
  if (runId === undefined) return operations.latestRun(by, DOOR);
  if (!isId(runId)) throw notFound("run");
  return operations.getRun(by, runId);
}

function statusOf({ status, output, error }: RunView): StatusAnswer {
  if (status === "completed") return { status: "COMPLETED", output };
  if (status === "failed") return { status: "FAILED", error: error?.message ?? "" };
  return { status: status === "canceled" ? "CANCELED" : "RUNNING" };
}

function checkFit(run: RunView, request: ShownReview | null, value: unknown): void {
  const form = asksOf(run).find(({ id }) => id === request?.reviewId)?.form;
  if (!form) return;
  const answer = looseAnswer(form, value);
  const fits = answer.ok
    ? parseValues(
        form,
        form.actions.find(({ name }) => name === answer.action),
        answer.values,
      )
    : answer;
  if (!fits.ok)
    throw invalid(fits.errors.map(({ field, message }) => ({ field, message: `${request?.requestId}: ${message}` })));
}

function alsoProvided({ code, message, details }: HoldpointError, { requestId }: ShownReview, provided: string[]) {
  return new HoldpointError(code, `${requestId}: ${message} These were provided: ${provided.join(", ")}.`, details);
}
