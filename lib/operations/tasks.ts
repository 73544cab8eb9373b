import type { PushTarget, Tasks } from "@/lib/contract/tasks";
import { HoldpointError, invalid } from "@/lib/errors";
import type { Ports } from "./ports";
import { checkRun } from "./read-run";
import type { PushStore, TaskStore } from "./task-ports";

interface TaskPorts {
  tasks: TaskStore;
  pushes: PushStore;
  /** True where nothing may be sent. */
  refusesAddress(url: URL): Promise<boolean>;
  /** Somebody wants to be told of this run. */
  onPush(runId: string): void;
}

export function createTasks(ports: Ports, { tasks, pushes, refusesAddress, onPush }: TaskPorts): Tasks {
  const checkPush = async (target: PushTarget) => {
    const problem = pushProblem(target) ?? ((await refusesAddress(new URL(target.url))) ? NOT_PUBLIC : null);
    if (problem) throw invalid([{ field: "url", message: problem }]);
  };
  return {
    async place(by, runId, contextId) {
      await checkRun(ports, by, runId);
      await tasks.place(by, runId, contextId);
    },
    contextOf: async (by, runId) => (await tasks.contextOf(by, runId)) ?? runId,
    list: (by, filter) => tasks.list(by, filter),
    checkPush,
    async savePush(by, runId, target) {
      await checkRun(ports, by, runId);
      await checkPush(target);
      if (await pushes.save(by, runId, target)) return onPush(runId);
      throw new HoldpointError(
        "run_conflict",
        "This task has 10 push notification configs of yours. Delete one first.",
      );
    },
    async listPush(by, runId) {
      await checkRun(ports, by, runId);
      return pushes.list(by, runId);
    },
    async removePush(by, runId, id) {
      await checkRun(ports, by, runId);
      return pushes.remove(by, runId, id);
    },
  };
}

/** Which address a name has in here is nobody's business. */
const NOT_PUBLIC =
  "url does not lead to a public address. An operator can allow it with HOLDPOINT_ALLOW_PRIVATE_ADDRESSES.";

const HEADER = /^[\x21-\x7e][\x20-\x7e]{0,2000}$/;

function pushProblem({ id, url, token, authScheme, credentials }: PushTarget): string | null {
  if (!/^.{1,200}$/s.test(id)) return "The id of a push notification config has 1 to 200 characters.";
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol) || url.length > 2_000)
    return "url must be an address that begins with https:// or http://.";
  const { username, password } = new URL(url);
  if (username !== "" || password !== "") return "Put the password into authentication, not into url.";
  const unfit = [token, credentials].some((value) => value !== "" && !HEADER.test(value));
  if (unfit || !/^[\w!#$%&'*+.^`|~-]{0,100}$/.test(authScheme))
    return "token and authentication go into headers: at most 2000 printable ASCII characters.";
  return null;
}
