import type { ThreadNow } from "@/lib/contract/requests";
import type { Json } from "@/lib/engine/types";
import { HoldpointError, invalid, isHoldpointError } from "@/lib/errors";
import { askingFields, looseInput } from "@/lib/forms/loose-answer";
import type { FieldSpec } from "@/lib/forms/spec";
import { finalText, type TurnMemory } from "@/lib/views/threads";
import type { RunStatus, RunSummary } from "@/lib/views/views";
import type { Principal } from "@/lib/words/people";
import type { Ports } from "./ports";
import { readOwnRun } from "./read-run";
import { newestProgram, startRun } from "./start-run";
import { CHAT, looseRun, threadNow } from "./threads";

/** Earlier turns that a turn sees, and characters of each thing said there. */
const TURNS_SEEN = 10;
const LONGEST = 1_000;
const LONGEST_TITLE = 120;

/** Fields that a chat's workflow may have beside the one for the prompt. */
const HISTORY = "history";
const MAX_RESULTS = "max_results";

interface TurnRequest {
  prompt: string;
  threadId?: string;
  maxResults?: number;
  runId?: string;
}

/** The run and its place in the thread are one row: the unique key lets one of several prompts through. */
export async function startTurn(ports: Ports, by: Principal, request: TurnRequest): Promise<ThreadNow> {
  const runId = request.runId ?? ports.newId();
  const threadId = request.threadId ?? runId;
  const known = await ports.chat.threads.find(by, threadId);
  if (!known && request.threadId !== undefined) await requireRest(ports, by, request.threadId);
  const workflow = known?.workflow ?? ports.chat.workflow;
  const { fields } = (await newestProgram(ports, by, workflow)).input;
  const meant = looseInput({ fields }, request.prompt);
  if (!meant.ok) throw invalid(meant.errors);
  const thread =
    known ??
    (await ports.chat.threads.begin(by, {
      id: ports.newId(),
      key: threadId,
      title: titleOf(request.prompt),
      workflow,
    }));
  const place = { threadId, feedId: thread.id, shown: thread.last?.shown ?? null };
  if (thread.last) {
    const last = await readOwnRun(ports, by, thread.last.runId);
    if (last.run.id === runId) return threadNow(ports, by, place, last);
    if (isAtWork(last.run)) throw atWork();
  }
  const input = {
    ...meant.values,
    ...(hasField(fields, HISTORY) && { [HISTORY]: await historyOf(ports, thread.id, askingFields(fields)[0]) }),
    ...(hasField(fields, MAX_RESULTS) && request.maxResults !== undefined && { [MAX_RESULTS]: request.maxResults }),
  };
  const turn = (thread.last?.turn ?? 0) + 1;
  const run = await startRun(ports, by, {
    workflow,
    input: input as Json,
    runId,
    door: CHAT,
    thread: { id: thread.id, turn },
  }).catch((error: unknown) => {
    throw isHoldpointError(error) && error.code === "run_conflict" ? atWork() : error;
  });
  await ports.chat.threads.touch(thread.id);
  ports.announcer.runChanged({ id: thread.id, workspaceId: by.workspaceId });
  return { ...place, shown: null, run };
}

/** A run of another door may go by the id that a thread is to begin with: until it ends, it is what is worked on there. */
async function requireRest(ports: Ports, by: Principal, threadId: string): Promise<void> {
  const run = await looseRun(ports, by, threadId);
  if (run && isAtWork(run.run)) throw atWork();
}

const isAtWork = ({ status }: { status: RunStatus }) => status === "running" || status === "waiting";

async function historyOf(ports: Ports, threadId: string, asked: FieldSpec | undefined): Promise<TurnMemory[]> {
  const { data } = await ports.chat.threads.listTurns(threadId, { limit: TURNS_SEEN });
  return data.toReversed().map(({ run }) => ({
    prompt: opening(promptOf(run, asked), LONGEST),
    response: opening(responseOf(run), LONGEST),
  }));
}

function promptOf({ input }: RunSummary, asked: FieldSpec | undefined): string {
  const value = typeof input === "object" && input !== null && !Array.isArray(input) ? input[asked?.name ?? ""] : input;
  return typeof value === "string" ? value : JSON.stringify(value ?? "");
}

const responseOf = ({ output, error }: RunSummary) => finalText(output) ?? error?.message ?? "";

/** Half of a surrogate pair at the cut could not be kept. */
const opening = (text: string, length: number) => text.slice(0, length).toWellFormed();

const hasField = (fields: FieldSpec[], name: string) => fields.some((field) => field.name === name);

function titleOf(prompt: string): string {
  const line = prompt.replace(/\s+/g, " ").trim();
  return line.length > LONGEST_TITLE ? `${opening(line, LONGEST_TITLE).trimEnd()}…` : line;
}

const atWork = () =>
  new HoldpointError(
    "run_conflict",
    "The last message of this thread is still being worked on. This one was not sent: send it when the answer is there.",
  );
