import { randomUUID } from "node:crypto";
import type { Page, ReviewView, RunView } from "@/lib/views/views";
import type { Client } from "../../support/rest";

/** Ben started it and Cleo has answered, where somebody has; Ana is an author and Dana an admin. */
export interface People {
  ben: Client;
  cleo: Client;
  ana: Client;
  dana: Client;
}

/** Ids by name. */
export type Ids = Record<string, string>;

async function start({ ben }: People, workflow: string, input: object): Promise<RunView> {
  const { status, text, body } = await ben.post<RunView>(
    "/api/v1/runs",
    { workflow, input },
    { Prefer: "wait=20", "Idempotency-Key": randomUUID() },
  );
  if (status !== 201) throw new Error(`${workflow} did not start: ${text}`);
  return body;
}

async function decide(client: Client, review: string, action: string, values: object = {}): Promise<RunView> {
  const reply = await client.post<RunView>(`/api/v1/reviews/${review}/decision`, { action, values });
  if (reply.status !== 200) throw new Error(`${action} was not taken: ${reply.text}`);
  return reply.body;
}

/** The first open review of a family, found as an admin finds it. */
async function openReview({ dana }: People, runId: string, key?: string): Promise<ReviewView> {
  for (let tries = 0; tries < 100; tries++) {
    const { body } = await dana.get<Page<ReviewView>>("/api/v1/reviews?status=open&limit=200");
    const found = body.data.find((one) => one.rootRunId === runId && (key === undefined || one.key === key));
    if (found) return found;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`No review of ${runId} is open.`);
}

async function branches({ dana }: People, runId: string): Promise<Ids> {
  const { body } = await dana.get<Page<{ key: string; runId: string }>>(`/api/v1/runs/${runId}/branches`);
  return Object.fromEntries(body.data.map(({ key, runId: id }) => [key, id]));
}

const expense = { what: "A lathe", amount: 2_400, purpose: "Equipment", payment: "booked" };

const keys = (people: People) => start(people, "keys", { what: "A door" });

async function forAdmins(people: People): Promise<RunView> {
  const run = await keys(people);
  await decide(people.cleo, (await openReview(people, run.id)).id, "yes");
  return run;
}

export const situations: Record<string, (people: People) => Promise<Ids>> = {
  /** Waits for anybody, and nobody has answered. */
  async open(people) {
    const run = await keys(people);
    return { run: run.id, review: (await openReview(people, run.id)).id };
  },
  /** Cleo has answered, and an admin is asked. Its visits: limits, anybody, judged, chief. */
  async "for admins"(people) {
    const run = await forAdmins(people);
    return { run: run.id, review: (await openReview(people, run.id, "chief")).id };
  },
  /** Everybody has answered; a signal is awaited. */
  async "to be paid"(people) {
    const run = await forAdmins(people);
    await decide(people.dana, (await openReview(people, run.id, "chief")).id, "yes");
    return { run: run.id };
  },
  /** An admin is asked in one branch, and another waits for a signal. */
  async race(people) {
    const run = await start(people, "bell-race", {});
    await openReview(people, run.id);
    return { run: run.id, ...(await branches(people, run.id)) };
  },
  async failed(people) {
    return { run: (await start(people, "broken", {})).id };
  },
  /** A manager or a deputy is asked. */
  async "to approve"(people) {
    const run = await start(people, "expense-approval", expense);
    const review = await openReview(people, run.id);
    return { run: run.id, review: review.id, branch: review.runId };
  },
  /** Cleo has approved, and two signatures are needed. Its visits: approval, how-much, sign. */
  async "to sign"(people) {
    const run = await start(people, "expense-approval", expense);
    await decide(people.cleo, (await openReview(people, run.id)).id, "approve");
    return { run: run.id, review: (await openReview(people, run.id, "first")).id };
  },
  /** Cleo has refused, and the run has ended. */
  async refused(people) {
    const run = await start(people, "expense-approval", expense);
    await decide(people.cleo, (await openReview(people, run.id)).id, "refuse", { reason: "No." });
    for (let tries = 0; tries < 100; tries++) {
      if ((await people.dana.get<RunView>(`/api/v1/runs/${run.id}`)).body.status === "completed") break;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    return { run: run.id };
  },
};
