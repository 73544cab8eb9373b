import type { TaskPushNotificationConfig } from "@a2a-js/sdk";
import type { PushTarget } from "@/lib/contract/tasks";
import type { AgentCall } from "./call";

/** A config as it came; without an id of its own it gets `id`. */
export function newTarget({ wireVersion }: AgentCall, config: TaskPushNotificationConfig, id: string): PushTarget {
  return {
    id: config.id || id,
    url: config.url,
    token: config.token,
    authScheme: config.authentication?.scheme ?? "",
    credentials: config.authentication?.credentials ?? "",
    wireVersion,
  };
}

export function pushConfig(taskId: string, target: PushTarget): TaskPushNotificationConfig {
  const { id, url, token, authScheme, credentials } = target;
  return {
    tenant: "",
    taskId,
    id,
    url,
    token,
    authentication: authScheme === "" ? undefined : { scheme: authScheme, credentials },
  };
}
