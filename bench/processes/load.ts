import type { ReviewView, RunView } from "@/lib/views/views";
import { type Client, decide, start } from "../measure/client";
import type { Fleet } from "./fleet";

/** What somebody was told. */
export interface Told {
  runId: string;
  /** By review: who was told that their answer counts, one each time. */
  answers: Map<string, { action: string; by: string }[]>;
}

/** One in so many answers has a rival, who presses another button in another process at the same moment. */
const RIVAL_EVERY = 4;

/** Runs of one workflow to their end, `atOnce` at a time for so long; each request goes to the next process. */
export async function load(
  { webs }: Fleet,
  { workflow, input, atOnce, forMs }: { workflow: string; input: object; atOnce: number; forMs: number },
): Promise<{ told: Told[]; perSecond: number }> {
  const told: Told[] = [];
  const began = performance.now();
  let turn = 0;
  const next = () => {
    const web = webs[turn++ % webs.length];
    if (!web) throw new Error("There is no web process.");
    return web;
  };
  const worker = async () => {
    while (performance.now() - began < forMs) {
      const begun = await start(next().dana, workflow, input);
      const answers: Told["answers"] = new Map();
      told.push({ runId: begun.id, answers });
      let run = begun;
      for (const [action, values] of PRESSED) {
        if (run.status === "completed") break;
        const review = openReview(run);
        const rival = told.length % RIVAL_EVERY === 0 ? next().ben : null;
        run = await answer(next().dana, rival, review, { action, values }, answers);
      }
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return { told, perSecond: (told.length * 1_000) / (performance.now() - began) };
}

const PRESSED = [
  ["update", { comment: "Please make it shorter." }],
  ["accept", {}],
] as const;

async function answer(
  client: Client,
  rival: Client | null,
  review: ReviewView,
  { action, values }: { action: string; values: object },
  answers: Told["answers"],
): Promise<RunView> {
  if (!rival) {
    const run = await decide(client, review, action, values);
    answers.set(review.id, [{ action, by: "Dana" }]);
    return run;
  }
  const body = (chosen: string, given: object) => ({
    method: "POST",
    headers: { "Content-Type": "application/json", Prefer: "wait=10" },
    body: JSON.stringify({ action: chosen, values: given, draftRevision: review.draft?.revision }),
  });
  const path = `/api/v1/reviews/${review.id}/decision`;
  const other = action === "update" ? "accept" : "update";
  const [mine, theirs] = await Promise.all([
    client.send(path, body(action, values)),
    rival.send(path, body(other, other === "update" ? { comment: "Not yet." } : {})),
  ]);
  const isMine = mine.status === 200;
  const isTheirs = theirs.status === 200;
  answers.set(review.id, [
    ...(isMine ? [{ action, by: "Dana" }] : []),
    ...(isTheirs ? [{ action: other, by: "Ben" }] : []),
  ]);
  if (!isMine && !isTheirs) throw new Error(`Nobody's answer counts: ${mine.text} ${theirs.text}`);
  const run = JSON.parse(isMine ? mine.text : theirs.text) as RunView;
  // Ben's update opened one more review: then the run ends by Dana's answer to that.
  const goesOn = isTheirs && other === "update";
  return goesOn ? answer(client, null, openReview(run), { action: "accept", values: {} }, answers) : run;
}

function openReview(run: RunView): ReviewView {
  const review = run.reviews[0];
  if (!review) throw new Error(`Run ${run.id} is ${run.status} and asks nobody.`);
  return review;
}
