import type { AgentMessage, AgentStep } from "@/lib/engine/steps/agent";
import { storable } from "@/lib/engine/storable";
import type { Actor, Json } from "@/lib/engine/types";
import type { DecisionView } from "@/lib/views/views";
import type { A2aPlace, RemoteAgent } from "./a2a-client";
import { type AskedQuestion, answerTo, questionsOf } from "./a2a-question";
import type { RemoteOutput, RemoteState, RemoteTask } from "./a2a-task";
import type { AskedAgent } from "./agent";
import { EffectFailure } from "./failure";
import { failure } from "./http-request";
import { pause } from "./pause";
import type { Asking, EffectPorts, EffectRequest } from "./ports";

const TIMEOUT_MS = 15 * 60_000;
/** Between two looks at a task. */
const FIRST_LOOK_MS = 250;
const LATER_LOOKS_MS = 5_000;
/** An agent that can't be reached for so long has failed this attempt; until then it may be starting again. */
const AWAY_MS = 60_000;
/** A task that shows the same question for so long after its answer asks it again. */
const SAME_QUESTION_MS = 15_000;

const MAX_OUTPUT = 1_000_000;

type Result = { output: RemoteOutput; by: Actor };

/** What a visit keeps: the remote task, each question that was asked, and each answer that was sent. */
interface Kept {
  task?: { id: string; contextId: string; key: string } | { reply: RemoteOutput; key: string };
  questions: Record<string, AskedQuestion>;
  /** `refused` is what the agent said against the answer. */
  sent: Record<string, { refused: string | null }>;
  answers: Record<string, DecisionView>;
}

/**
 * One stretch of talking to an agent elsewhere: up to its result, or to what it asks. What was sent before, in
 * whatever process, is not sent again: the task is kept, and every message has a key of its own.
 */
export async function converse(
  ports: EffectPorts,
  request: EffectRequest<AgentStep>,
  agent: AskedAgent,
  message: Exclude<AgentMessage, string>,
): Promise<Result | Asking> {
  const timeoutMs = request.step.timeoutMs ?? TIMEOUT_MS;
  const timeout = AbortSignal.timeout(timeoutMs);
  const signal = AbortSignal.any([request.signal, timeout]);
  try {
    const place = { cardUrl: agent.cardUrl ?? "", secret: agent.secret };
    const remote = await ports.agents.connect(place, signal);
    const conversation = new Conversation(ports, request, { ...agent, place }, remote, await recall(ports, request));
    return await conversation.talk(message, signal);
  } catch (cause) {
    if (!timeout.aborted || request.signal.aborted) throw cause;
    const text = `${agent.name} was not done within ${timeoutMs / 1_000} s. Another attempt goes on with the same task.`;
    throw failure("agent_timeout", text, { retryable: true });
  }
}

class Conversation {
  private answeredAt = performance.now();

  constructor(
    private readonly ports: EffectPorts,
    private readonly request: EffectRequest<AgentStep>,
    private readonly agent: AskedAgent & { place: A2aPlace },
    private readonly remote: RemoteAgent,
    private readonly kept: Kept,
  ) {}

  async talk(message: Exclude<AgentMessage, string>, signal: AbortSignal): Promise<Result | Asking> {
    const begun = await this.begin(message);
    if ("reply" in begun) return this.done(begun.reply);
    await this.ports.agents.noteTask(this.request.effect, this.agent.place, begun.id);
    for (let look = 0, reachedAt = performance.now(); ; look++) {
      try {
        const task = await this.remote.get(begun.id);
        reachedAt = performance.now();
        if (await this.answer(task)) continue;
        if (hasEnded(task.state)) await this.ports.agents.forgetTask(this.request.effect);
        const end = await this.endOf(task);
        if (end) return end;
      } catch (cause) {
        const { error } = EffectFailure.from(cause);
        if (signal.aborted || !error.retryable || performance.now() - reachedAt > AWAY_MS) throw cause;
      }
      await pause(Math.min(FIRST_LOOK_MS * 1.5 ** look, LATER_LOOKS_MS), signal);
    }
  }

  /** The task of this visit: the one that is kept, or the one that the message begins. */
  private async begin(message: Exclude<AgentMessage, string>) {
    const { key } = this.request.effect;
    const { task } = this.kept;
    // A visit that repeats a failed one goes on with its task, unless that has failed.
    if (task && (task.key === key || "reply" in task || !(await this.hasFailed(task.id)))) return task;
    const known = (await this.isRepeat()) ? await this.remote.begunBy(key).catch(() => null) : null;
    const answer = known ?? (await this.remote.send({ id: key, hops: this.hops, ...message }));
    const begun = "reply" in answer ? { ...answer, key } : { id: answer.id, contextId: answer.contextId, key };
    return (await this.record("task", begun as unknown as Json)) as typeof begun;
  }

  private async hasFailed(taskId: string): Promise<boolean> {
    try {
      const { state } = await this.remote.get(taskId);
      return hasEnded(state) && state !== "completed";
    } catch (cause) {
      if (EffectFailure.from(cause).error.code === "agent_task_lost") return true;
      throw cause;
    }
  }

  /** True when this was begun before, and whoever did may have sent the message and died. */
  private async isRepeat(): Promise<boolean> {
    const mine = this.request.effect.epoch;
    return (await this.record("begun", mine)) !== mine;
  }

  /** Sends what people answered and the agent has not got yet; true when something was sent. */
  private async answer(task: RemoteTask): Promise<boolean> {
    const { questions, sent, answers } = this.kept;
    const open = Object.entries(questions).find(
      ([one, { taskId }]) => taskId === task.id && answers[one] && !sent[one],
    );
    const decision = open && answers[open[0]];
    if (!open || !decision) return false;
    const [key, question] = open;
    const id = `${this.request.effect.key}:${key}`;
    let refused: string | null = null;
    if (!task.received.includes(id)) {
      try {
        await this.remote.send({ id, task, hops: this.hops, ...answerTo(question, decision) });
      } catch (cause) {
        const { error } = EffectFailure.from(cause);
        if (error.code !== "agent_refused") throw cause;
        refused = error.message;
      }
    }
    sent[key] = (await this.record(`sent:${key}`, { refused })) as { refused: string | null };
    this.answeredAt = performance.now();
    return true;
  }

  private async endOf(task: RemoteTask): Promise<Result | Asking | null> {
    const { name } = this.agent;
    const said = task.said.text === "" ? "" : `: ${task.said.text}`;
    switch (task.state) {
      case "completed":
        return this.done(isEmpty(task.output) ? task.said : task.output);
      case "failed":
        throw failure("agent_failed", `${name} failed${said || "."}`);
      case "canceled":
        throw failure("agent_canceled", `${name} canceled its task${said || "."}`);
      case "rejected":
        throw failure("agent_rejected", `${name} does not do this${said || "."}`);
      case "auth_required":
        throw failure("agent_auth_required", `${name} wants somebody to sign in there${said || "."}`);
      case "input_required":
        return this.isAnswered(task) ? null : this.askingOf(task);
      case "working":
        this.request.onText(task.output.text || task.said.text);
        return null;
    }
  }

  /** It still shows what has just been answered. */
  private isAnswered(task: RemoteTask): boolean {
    const last = this.lastAsked(task).map((key) => this.kept.sent[key]);
    if (last.length === 0 || last.some((sent) => sent === undefined || sent.refused !== null)) return false;
    return performance.now() - this.answeredAt < SAME_QUESTION_MS;
  }

  /** Keys under which this very status was asked about, of each of its reviews the last. */
  private lastAsked({ id, mark }: RemoteTask): string[] {
    const same = Object.entries(this.kept.questions)
      .filter(([, question]) => question.taskId === id && question.mark === mark)
      .sort(([, a], [, b]) => a.number - b.number);
    return [...new Map(same.map(([key, { review }]) => [review?.reviewId ?? null, key])).values()];
  }

  private async askingOf(task: RemoteTask): Promise<Asking> {
    const { questions, sent } = this.kept;
    const last = this.lastAsked(task);
    const drafts = this.request.step.draft;
    const note = last.flatMap((key) => sent[key]?.refused ?? []).at(0) ?? null;
    const asking: Asking = { asks: [] };
    for (const { plan, review, draft } of questionsOf(this.agent.name, task.said, { note, drafts })) {
      // Asked before, by a process that died before it could say so: under the same key.
      const again = last.find((key) => !sent[key] && questions[key]?.review?.reviewId === review?.reviewId);
      const number = Object.keys(questions).length + 1;
      const key = again ?? (number === 1 ? this.request.step.name : `${this.request.step.name}-${number}`);
      const question = { taskId: task.id, mark: task.mark, number, review };
      questions[key] = (await this.record(`question:${key}`, question)) as unknown as AskedQuestion;
      asking.asks.push({ ...plan, key });
      if (draft !== null) asking.draft = { content: draft, by: this.by };
    }
    // Whatever an agent says, it can be stored.
    return storable(asking as unknown as Json) as unknown as Asking;
  }

  private done(output: RemoteOutput): Result {
    if (JSON.stringify(output).length > MAX_OUTPUT) {
      throw failure("agent_output_too_large", `${this.agent.name} gave more than ${MAX_OUTPUT / 1_000_000} MB.`);
    }
    return { output, by: this.by };
  }

  /** One more than the run came through itself. */
  private get hops(): number {
    return (this.request.snapshot.run.startedBy.hops ?? 0) + 1;
  }

  private get by(): Actor {
    return { kind: "assistant", id: this.agent.id, name: this.agent.name };
  }

  private record(key: string, value: Json): Promise<Json> {
    return this.ports.journal.record(this.request.effect, key, storable(value), this.request.signal);
  }
}

async function recall({ journal }: EffectPorts, { effect }: EffectRequest): Promise<Kept> {
  const { answers, results } = await journal.recall(effect);
  const under = <T>(prefix: string) =>
    Object.fromEntries(
      Object.entries(results).flatMap(([key, value]) =>
        key.startsWith(prefix) ? [[key.slice(prefix.length), value as T]] : [],
      ),
    );
  return {
    task: results.task as Kept["task"],
    questions: under<AskedQuestion>("question:"),
    sent: under<Kept["sent"][string]>("sent:"),
    answers,
  };
}

const hasEnded = (state: RemoteState) => ["completed", "failed", "canceled", "rejected"].includes(state);

const isEmpty = ({ text, data }: RemoteOutput) => text === "" && data === null;
