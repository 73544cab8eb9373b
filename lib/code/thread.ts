/** Inside the thread of a code step: loads one workflow's file and runs its functions, one at a time. */

import { pathToFileURL } from "node:url";
import { parentPort, workerData } from "node:worker_threads";
import type { WorkflowDefinition } from "@/lib/engine/definition/definition";
import { versionOf } from "@/lib/engine/definition/version";
import type { CodeDefinition } from "@/lib/engine/steps/code";
import type { EffectError } from "@/lib/engine/types";
import { CodeFailure, toEffectError } from "./code-failure";
import { findCodeStep } from "./find-step";
import type { CodeEnd, CodeJob, FromThread, ToThread } from "./messages";
import { runCode } from "./run-code";
import type { Outside } from "./session";

const port = parentPort;
if (!port) throw new Error("This file runs as a worker thread only.");
const say = (message: FromThread) => port.postMessage(message);

const { file } = workerData as { file: string };
const definition = ((await import(pathToFileURL(file).href)) as { default: WorkflowDefinition }).default;
const version = versionOf(definition);

const waiting = new Map<number, { resolve(value: unknown): void; reject(error: EffectError): void }>();
let ids = 0;

function asked(question: (id: number) => FromThread): Promise<unknown> {
  const id = ++ids;
  return new Promise((resolve, reject) => {
    waiting.set(id, { resolve, reject: (error) => reject(Object.assign(new Error(error.message), error)) });
    say(question(id));
  });
}

const outside: Outside = {
  record: (key, json) => asked((id) => ({ type: "record", id, key, json })) as Promise<string>,
  read: (fileId) => asked((id) => ({ type: "read", id, fileId })) as Promise<Uint8Array>,
};

async function perform(job: CodeJob): Promise<CodeEnd> {
  try {
    return await runCode(functionOf(job), job, outside);
  } catch (error) {
    return { type: "failed", error: toEffectError(error) };
  }
}

function functionOf(job: CodeJob): CodeDefinition["run"] {
  if (version !== job.version) {
    const message = `${file} has changed since this process started; restart it to use ${version}.`;
    throw new CodeFailure("file_changed", message, true);
  }
  const step = findCodeStep(definition, job.workflow, job.step);
  if (!step) throw new CodeFailure("no_such_step", `${file} has no code step ${job.step} in ${job.workflow}.`);
  return step.run;
}

port.on("message", (message: ToThread) => {
  switch (message.type) {
    case "run":
      void perform(message.job).then(say);
      return;
    case "recorded":
      waiting.get(message.id)?.resolve(message.json);
      break;
    case "bytes":
      waiting.get(message.id)?.resolve(message.bytes);
      break;
    case "refused":
      waiting.get(message.id)?.reject(message.error);
  }
  waiting.delete(message.id);
});
say({ type: "ready" });
