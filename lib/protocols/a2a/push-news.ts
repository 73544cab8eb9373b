import { V03PushNotificationSerializer } from "@a2a-js/sdk/compat/v0_3/server";
import { V1PushNotificationSerializer } from "@a2a-js/sdk/server";
import { asksOf } from "@/lib/views/run";
import type { RunView } from "@/lib/views/views";
import type { WireVersion } from "./call";
import { hasEnded, stateOf, taskOf } from "./task";

const serializers = { "1.0": new V1PushNotificationSerializer(), "0.3": new V03PushNotificationSerializer() };

/** A run as it is pushed: the whole task, so that whoever missed one, or gets one twice, needs nothing else. */
export function pushNews(run: RunView, contextId: string, version: WireVersion) {
  const value = taskOf(run, contextId);
  const { body, contentType } = serializers[version].serialize({ payload: { $case: "task", value } });
  const reviews = asksOf(run).map(({ id, draft }) => `${id}:${draft?.revision ?? ""}`);
  const picture = [stateOf(run), ...reviews, run.blocked?.needs ?? ""].join(" ").trim();
  return { picture, ended: hasEnded(run), body, contentType };
}
