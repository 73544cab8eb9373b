import { setTimeout as pause } from "node:timers/promises";
import type { z } from "zod";
import { WAIT_SECONDS } from "@/cli/connection/settle";
import type { Context } from "@/cli/context";
import { type ExitCode, exit } from "@/cli/exit-codes";
import { Failure, interrupted } from "@/cli/failure";
import { whileBusy } from "@/cli/terminal/busy";
import { readable } from "@/cli/terminal/reading";
import { safeLine, safeText } from "@/cli/terminal/safe-text";
import { note, print, printJsonLine, type Terminal } from "@/cli/terminal/terminal";
import type { Turns } from "@/cli/terminal/turns";
import { chatContract } from "@/lib/protocols/chat/contract";

const LOOK_AGAIN_MS = 500;
const AT_ONCE = { Prefer: "wait=0" };

type Thread = z.output<typeof chatContract.status.answer>;

/** A conversation with the chat of the server: as many turns as somebody likes, in one thread. */
export async function chatInThread(
  context: Context,
  turns: Turns,
  threadId: string | undefined,
  first: string | undefined,
): Promise<ExitCode> {
  const { terminal, json } = context;
  let thread: Thread | null = null;
  let said = first ?? (await turns.next("You"));
  while (said !== null) {
    thread = await turn(context, thread, thread?.thread_id ?? threadId, said);
    if (thread) {
      if (json) printJsonLine(terminal, thread);
      else print(terminal, await threadText(thread, terminal));
    }
    said = await turns.next("You");
  }
  if (thread && !json) note(terminal, `holdpoint chat --thread ${thread.thread_id} goes on from here.`);
  return thread?.status === "error" ? exit.runFailed : exit.ok;
}

/** Says one thing and waits for what comes of it; in a terminal a refusal is told and the talk goes on as it was. */
async function turn(context: Context, before: Thread | null, threadId: string | undefined, text: string) {
  const { client, terminal } = context;
  const isAnswer = before?.status === "pending_user_input";
  try {
    const thread = isAnswer
      ? await client.post(chatContract.reply, {}, { response: text, thread_id: before.thread_id }, AT_ONCE)
      : await client.post(chatContract.say, {}, { prompt: text, thread_id: threadId }, AT_ONCE);
    return await whileBusy(terminal, "At work; Ctrl-C leaves it alone", settled(context, thread));
  } catch (error) {
    if (!terminal.interactive || !(error instanceof Failure) || error.exitCode === exit.interrupted) throw error;
    note(terminal, safeText(error.message));
    // Somebody was first: what is asked now is another question.
    return before && error.exitCode === exit.conflict ? await now(context, before) : before;
  }
}

const now = ({ client }: Context, { thread_id }: Thread) => client.get(chatContract.status, { thread_id });

async function settled(context: Context, begun: Thread): Promise<Thread> {
  const deadline = performance.now() + WAIT_SECONDS * 1000;
  const { signal } = context;
  let thread = begun;
  while (thread.status === "running") {
    await pause(LOOK_AGAIN_MS, undefined, { signal }).catch(() => undefined);
    const goOn = `holdpoint chat --thread ${thread.thread_id}`;
    if (signal.aborted) throw interrupted(`Stopped waiting; it goes on by itself. ${goOn}`);
    if (performance.now() > deadline)
      throw new Failure(exit.timeout, `It is still at work; it goes on by itself. ${goOn}`);
    thread = await now(context, thread);
  }
  return thread;
}

async function threadText(
  { question_for_user, final_response, task_agent_pairs, error_message }: Thread,
  terminal: Terminal,
) {
  const said = question_for_user ?? final_response ?? error_message ?? "";
  const pairs = task_agent_pairs.map(({ task, agent }) =>
    terminal.styles.dim(`${safeLine(agent.name)}: ${safeLine(task)}`),
  );
  return [...pairs, await readable(said, terminal)].join("\n");
}
