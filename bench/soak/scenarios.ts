import { randomUUID } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import type { BranchView, Page, ReviewView, RunView } from "@/lib/views/views";
import { chatClient } from "@/tests/support/chat";
import { SseReader } from "@/tests/support/sse";
import { type Client, decide, look, start } from "../measure/client";
import { answerTo } from "./answer";

export interface People {
  /** With a token. */
  dana: Client;
  /** With a browser's session. */
  ben: Client;
}

const PROMPT = { prompt: "A lighthouse keeper who repairs clocks", words: 60 };
const isOver = ({ status }: RunView) => ["completed", "failed", "canceled"].includes(status);

/** One piece of mixed work each; resolves when it came to the end that it should. */
export const SCENARIOS: Record<string, (people: People) => Promise<void>> = {
  /** A page watches, drafts are asked for anew, and one is accepted. */
  async story({ dana, ben }) {
    const page = await SseReader.open(`${ben.url}/api/live?inbox=1`, ben.headers);
    let run = await start(dana, "write-story", PROMPT, {});
    const stream = await SseReader.open(`${dana.url}/api/v1/runs/${run.id}/events`, dana.headers);
    const writing = await SseReader.open(`${ben.url}/api/live?run=${run.id}`, ben.headers);
    run = await look(dana, run.id);
    for (const comment of ["Name the keeper Ida.", "Make it shorter."]) {
      run = await decide(ben, waiting(run), "update", { comment });
    }
    await pages(ben, run);
    run = await decide(dana, waiting(run), "accept", {});
    expect(run.status === "completed", `A story is ${run.status}.`);
    await stream.rest();
    await writing.close();
    await page.close();
  },

  /** Somebody begins, opens the page, and gives up: streams are cut in the middle. */
  async canceled({ dana, ben }) {
    const begun = await start(dana, "write-story", PROMPT, {});
    const writing = await SseReader.open(`${ben.url}/api/live?run=${begun.id}`, ben.headers);
    const stream = await SseReader.open(`${dana.url}/api/v1/runs/${begun.id}/events`, dana.headers);
    const run = await dana.post<RunView>(`/api/v1/runs/${begun.id}/cancel`, { reason: "Not needed any more." });
    expect(run.status === "canceled", `A canceled story is ${run.status}.`);
    await stream.close();
    await writing.close();
  },

  /** Branches that race, a timer, a service that can't be reached, a signal. */
  async expense({ dana, ben }) {
    const input = { what: "Train tickets", amount: 900, purpose: "Travel", payment: "paid" };
    const run = await toTheEnd(ben, await start(dana, "expense-approval", input), async (now) => {
      if (now.step?.name !== "paid") return;
      const signal = { name: "payment", id: randomUUID(), data: { cents: 90_000 } };
      await dana.post(`/api/v1/runs/${now.id}/signals`, signal);
    });
    expect(run.status === "completed", `An expense is ${run.status}.`);
  },

  /** Branches one after the other and side by side, code, a workflow in a workflow. */
  async article({ dana, ben }) {
    const input = { topic: "Why cities plant trees along their streets", audience: "curious beginners" };
    const run = await toTheEnd(ben, await start(dana, "content-pipeline", input));
    expect(run.status === "completed", `An article is ${run.status}.`);
  },

  /** A thread over a WebSocket. */
  async chat({ dana }) {
    const socket = await chatClient(dana.url, dana.headers);
    const thread_id = randomUUID();
    socket.send({ type: "start", prompt: PROMPT.prompt, thread_id });
    await socket.until(({ status }) => status === "pending_user_input");
    socket.send({ type: "continue", response: "accept", thread_id });
    const end = await socket.until(
      ({ status, type }) => status === "completed" || status === "error" || type === "error",
    );
    expect(end.status === "completed", `A chat ended with ${JSON.stringify(end)}.`);
    socket.close();
    await socket.closed;
  },
};

async function toTheEnd(client: Client, begun: RunView, nudge?: (run: RunView) => Promise<void>): Promise<RunView> {
  let run = begun;
  for (let round = 0; !isOver(run) && round < 200; round++) {
    const open = await openReviews(client, run);
    for (const review of open) await answer(client, review);
    await nudge?.(run);
    if (open.length === 0) await delay(200);
    run = await client.get<RunView>(`/api/v1/runs/${run.id}`);
  }
  return run;
}

/** Of the run and of all its branches. */
async function openReviews(client: Client, run: RunView): Promise<ReviewView[]> {
  const branches = await client.get<Page<BranchView>>(`/api/v1/runs/${run.id}/branches?limit=200`);
  const below = branches.data.filter(({ openReviews, runId }) => openReviews > 0 && runId !== null);
  const runs = await Promise.all(below.map(({ runId }) => client.get<RunView>(`/api/v1/runs/${runId}`)));
  const deeper = await Promise.all(runs.map((branch) => openReviews(client, branch)));
  return [...run.reviews, ...deeper.flat()];
}

/** Another branch of a race may have been first: then it is told so. */
async function answer(client: Client, review: ReviewView): Promise<void> {
  const { status, text } = await client.send(`/api/v1/reviews/${review.id}/decision`, {
    method: "POST",
    headers: { "Content-Type": "application/json", Origin: client.url },
    body: JSON.stringify({ ...answerTo(review), draftRevision: review.draft?.revision }),
  });
  expect(status === 200 || status === 409, `An answer to ${review.title} was refused: ${status} ${text}`);
}

/** What somebody looks at in between. */
async function pages({ send }: Client, run: RunView): Promise<void> {
  for (const path of ["/inbox", "/runs", `/runs/${run.id}`, `/reviews/${waiting(run).id}`]) {
    const { status } = await send(path, {});
    expect(status === 200, `${path} answers ${status}.`);
  }
}

function waiting(run: RunView): ReviewView {
  const review = run.reviews[0];
  if (!review) throw new Error(`Run ${run.id} is ${run.status} at ${run.step?.name} and asks nobody.`);
  return review;
}

function expect(holds: boolean, otherwise: string): void {
  if (!holds) throw new Error(otherwise);
}
