import type { Program, RetryPolicy } from "@/lib/engine/program";
import type { Step } from "@/lib/engine/steps";
import type { JoinStep } from "@/lib/engine/steps/join";
import type { Context } from "@/lib/engine/types";
import type { FormSpec } from "@/lib/forms/spec";
import { type Flow, type FlowStep, nameOf } from "./flow";

export const BACKOFF_MS = 1_000;

/** What the engine walks, of what the model walks. */
export function programOf(flow: Flow, version: 1 | 2): Program {
  const names = flow.steps.map((_, index) => [nameOf(flow, index, 1), nameOf(flow, index, 2)]);
  return {
    ...EMPTY,
    workflow: "flow",
    version: String(version),
    expireAfterMs: flow.expireMs,
    steps: flow.steps.map((step, index) => stepOf(flow, step, index, version)),
    migrations:
      version === 1
        ? []
        : [{ from: [1], steps: flow.later === "other names" ? Object.fromEntries(names) : {}, data: null }],
    inner: [{ ...EMPTY, workflow: "child", version: String(version) }],
  };
}

const EMPTY: Program = {
  workflow: "",
  version: "",
  title: "",
  description: "",
  input: { fields: [] },
  steps: [],
  edges: [],
  visibility: null,
  expireAfterMs: null,
  retentionMs: null,
  schedules: [],
  migrations: [],
  inner: [],
};

function stepOf(flow: Flow, step: FlowStep, index: number, version: number): Step {
  const name = nameOf(flow, index, version);
  const base = { index, name, title: name };
  const last = flow.steps.length - 1;
  const next = index + 1;
  switch (step.kind) {
    case "set":
      return {
        ...base,
        kind: "set",
        draft: step.does === "draft",
        next: step.does === "loop" ? index : next,
        value: () => given(step.does, name),
      };
    case "branch": {
      const choose = ({ visits }: Context) => (visits[name] === 1 ? "back" : "on");
      return { ...base, kind: "branch", choose, targets: { back: step.back, on: next } };
    }
    case "end":
      return { ...base, kind: "end", output: ({ outputs }) => Object.keys(outputs).length };
    case "form": {
      const { keys, dueMs, back, onDeadline } = step;
      const form = formOf(flow, version);
      const plan = { title: name, description: "", assignee: null, form, dueAfterMs: dueMs };
      return {
        ...base,
        kind: "form",
        showsDraft: true,
        single: keys === null,
        reviews: () => (keys ?? [name]).map((key) => ({ ...plan, key })),
        targets: { go: next, back },
        next,
        onDeadline: onDeadline === "action" ? { action: "back" } : { target: last },
      };
    }
    case "timer":
      return { ...base, kind: "timer", next, until: () => step.ms };
    case "signal":
      return { ...base, kind: "signal", next, signal: step.signal };
    case "each":
    case "parallel":
    case "race":
    case "workflow":
      return joinOf(step, { ...base, kind: step.kind, next, onError: step.onError ? last : null });
    default: {
      const common = { ...base, next, onError: step.onError ? last : null, timeoutMs: null, draft: step.draft };
      return effectOf(step.kind, { ...common, retry: retryOf(step.attempts) });
    }
  }
}

function given(does: Extract<FlowStep, { kind: "set" }>["does"], name: string): string {
  if (does === "throw") throw new Error("A mistake of the author.");
  return name;
}

function formOf({ later }: Flow, version: number): FormSpec {
  const name = version === 2 && later === "other forms" ? "reason" : "comment";
  const actions = ["go", "back"].map((action) => ({ name: action, label: action, requires: [] }));
  return { fields: [{ name, label: name, type: "text", required: false }], actions };
}

type JoinSpec = Extract<FlowStep, { combine: boolean }>;

function joinOf(
  { kind, keys, concurrency, combine }: JoinSpec,
  base: Pick<JoinStep, "index" | "name" | "title" | "kind" | "next" | "onError">,
): Extract<Step, JoinStep> {
  const first = kind === "race" && !combine;
  const combined: JoinStep["combine"] = (_, results) => ({ key: "combine", workflow: "child", input: results });
  return {
    ...base,
    branches: () => keys.map((key) => ({ key, workflow: "child", input: null })),
    concurrency,
    first,
    needsOne: kind === "race",
    combine: kind === "race" && combine ? combined : null,
    outputOf(branches) {
      if (kind === "each") return branches.map(({ output }) => output);
      if (kind === "workflow") return branches[0]?.output ?? null;
      return Object.fromEntries(branches.map(({ key, output }) => [key, output]));
    },
  } as Extract<Step, JoinStep>;
}

const retryOf = (attempts: number): RetryPolicy => ({
  attempts,
  backoffMs: BACKOFF_MS,
  maxBackoffMs: 60_000,
  jitter: 0,
  on: null,
});

type EffectBase = Pick<
  Extract<Step, { kind: "http" }>,
  "index" | "name" | "title" | "next" | "onError" | "timeoutMs" | "draft" | "retry"
>;

/** What an effect asks of the world is nothing that the engine looks at. */
function effectOf(kind: Extract<FlowStep, { draft: boolean }>["kind"], base: EffectBase): Step {
  switch (kind) {
    case "prompt":
      return { ...base, kind, assistant: "writer", messages: () => [], schema: null };
    case "http":
      return { ...base, kind, request: () => ({ url: "https://shop.example/" }) };
    case "code":
      return { ...base, kind, file: null, maxResultBytes: 1_000 };
    case "agent":
      return { ...base, kind, agent: () => "agent", message: () => "" };
    case "agents":
      return { ...base, kind, search: () => ({ query: "" }) };
  }
}
