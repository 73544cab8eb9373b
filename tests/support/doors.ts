import { expect } from "vitest";
import type { RunView } from "@/lib/views/views";
import { type Client, type Reply, story } from "./rest";

export interface StoryAnswer {
  action: "update" | "accept";
  comment?: string;
}

/** One way to start *Write a story* and to answer its reviews. A new door is one more entry of `doors`. */
export interface Door {
  name: string;
  /** Returns the run's id. */
  start(client: Client): Promise<string>;
  /** Waits for the run's open form, is shown it, and returns how to answer that. */
  look(client: Client, runId: string): Promise<(answer: StoryAnswer) => Promise<Reply<unknown>>>;
  /** What a loser is told, in the door's own dialect; fails for anything else. */
  refusal(reply: Reply<unknown>): string;
}

const wait = { Prefer: "wait=30" };
const { workflow, input } = story;

/** The run once it waits for a person or has ended. */
export async function settled(client: Client, runId: string): Promise<RunView> {
  return (await client.get<RunView>(`/api/v1/runs/${runId}`, wait)).body;
}

const rest: Door = {
  name: "REST",
  start: async (client) => (await client.post<RunView>("/api/v1/runs", { workflow, input })).body.id,
  async look(client, runId) {
    const [review] = (await settled(client, runId)).reviews;
    return ({ action, ...values }) =>
      client.post(
        `/api/v1/reviews/${review?.id}/decision`,
        { action, values, draftRevision: review?.draft?.revision },
        wait,
      );
  },
  refusal({ status, headers, body }) {
    expect([status, headers.get("content-type")]).toEqual([409, "application/problem+json"]);
    expect(body).toMatchObject({ code: "review_decided", decidedBy: { kind: "person" }, action: expect.any(String) });
    return (body as { detail: string }).detail;
  },
};

/** `{"error"}` and nothing else. */
function errorOf({ status, headers, body }: Reply<unknown>): string {
  expect([status, headers.get("content-type")]).toEqual([409, "application/json"]);
  expect(Object.keys(body as object)).toEqual(["error"]);
  return (body as { error: string }).error;
}

const process: Door = {
  name: "/process",
  start: async (client) =>
    (await client.post<{ execution_id: string }>("/process", { workflow, input: input.prompt })).body.execution_id,
  async look(client, runId) {
    await settled(client, runId);
    const shown = await client.post("/workflow_resume", { execution_id: runId, data: {} });
    // Whoever was shown this form already has just sent an answer without a button.
    expect([200, 422]).toContain(shown.status);
    return (data) => client.post("/workflow_resume", { execution_id: runId, data });
  },
  refusal: errorOf,
};

const startWorkflow: Door = {
  name: "/start-workflow",
  start: async (client) => (await client.post<{ run_id: string }>("/start-workflow", { workflow, input })).body.run_id,
  async look(client, runId) {
    await settled(client, runId);
    const { body } = await client.get<{ status: string }>(`/workflow-status?run_id=${runId}`);
    expect(body.status).toBe("waiting_for_input");
    return (answer) => client.post("/provide-input", { run_id: runId, value: answer.comment ?? answer.action });
  },
  refusal: errorOf,
};

export const doors = [rest, process, startWorkflow];
