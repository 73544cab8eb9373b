import { text, textarea, workflow } from "@/lib/workflow";

/** Longer than a process is frozen: a call that was given up while nobody could look would cost the only attempt. */
const PATIENCE_MS = 120_000;

/** Answers with the receipt that the outside gives for this call. */
async function call(url: string, path: string, idempotencyKey: string): Promise<string> {
  const headers = { "idempotency-key": idempotencyKey, "x-process": String(process.pid) };
  const response = await fetch(`${url}/${path}`, { method: "POST", headers, signal: AbortSignal.timeout(PATIENCE_MS) });
  if (!response.ok) throw new Error(`The outside answered ${response.status}.`);
  return response.text();
}

/** The outside refuses to write now and then. It never refuses to publish: nothing else may cost the only attempt. */
const often = { attempts: 100, backoffMs: 200, maxBackoffMs: 1_000 };
const onceOnly = { attempts: 1 };
/** Waiting for a database that has gone silent counts. */
const timeoutMs = 180_000;

/** A draft that is updated until it is accepted, something done outside, and a signature that has a deadline. */
export default workflow("chaos", {
  title: "Chaos",
  input: { name: text({ label: "Name", required: true }), url: text({ label: "URL", required: true }) },
})
  .code("draft", {
    draft: true,
    retry: often,
    timeoutMs,
    run: async ({ input, visits }, { once }) => {
      const receipt = await once("write", (key) => call(input.url, "write", key));
      return `Draft ${visits.draft} of ${input.name}\n\n${receipt}`;
    },
  })
  .form("review", {
    draft: true,
    fields: { comment: textarea({ label: "Comment" }) },
    comment: "comment",
    actions: { update: { label: "Update", requires: ["comment"], to: "draft" }, accept: { label: "Accept" } },
  })
  .code("publish", {
    retry: onceOnly,
    timeoutMs,
    run: ({ input }, { once }) => once("publish", (key) => call(input.url, "publish", key)),
  })
  .timer("rest", { until: () => 300 })
  .form("sign", {
    fields: {},
    actions: { sign: { label: "Sign" } },
    deadline: { afterMs: 3_000, to: "late" },
  })
  .end("signed", { output: ({ outputs }) => ({ receipt: outputs.publish, by: outputs.sign.by.name }) })
  .end("late", { output: ({ outputs }) => ({ receipt: outputs.publish, by: null }) })
  .build();
