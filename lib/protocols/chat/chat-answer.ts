import type { ThreadNow } from "@/lib/contract/requests";
import { namedRequests } from "@/lib/protocols/requests";
import { inputRequest } from "@/lib/protocols/start-workflow/input-request";
import { asksOf } from "@/lib/views/run";
import { finalText } from "@/lib/views/threads";
import type { ReviewView, RunView } from "@/lib/views/views";
import { type ChatAnswer, taskAgentPairs } from "./schemas";

/** A thread in this dialect: how its last turn stands. */
export function chatAnswer({ threadId, run }: Pick<ThreadNow, "threadId" | "run">): ChatAnswer {
  const [review] = asksOf(run);
  const status = statusOf(run);
  const pairs = taskAgentPairs.safeParse(run.output);
  return {
    thread_id: threadId,
    status,
    question_for_user: status === "pending_user_input" && review ? questionOf(review) : null,
    requires_user_input: status === "pending_user_input",
    final_response: status === "completed" ? (finalText(run.output) ?? "Done.") : null,
    task_agent_pairs: pairs.success ? pairs.data.task_agent_pairs : [],
    error_message: status === "error" ? errorOf(run) : null,
  };
}

function statusOf(run: RunView): ChatAnswer["status"] {
  const { status, blocked } = run;
  if (status === "completed") return "completed";
  if (status === "failed" || status === "canceled") return "error";
  if (asksOf(run).length > 0) return "pending_user_input";
  return blocked ? "error" : "running";
}

function errorOf({ status, error, blocked }: RunView): string {
  if (blocked) return `This can't go on here: it needs ${blocked.needs}. Nothing is lost.`;
  if (status === "canceled") return "This was canceled.";
  return error?.message ?? "This failed.";
}

function questionOf(review: ReviewView): string {
  const [request] = namedRequests([review]);
  if (!request) return review.title;
  const { prompt, options } = inputRequest(request);
  return options.length > 0 ? `${prompt}\n\nChoose one of: ${options.join(", ")}` : prompt;
}
