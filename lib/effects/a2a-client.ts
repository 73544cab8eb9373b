import type { AgentCard } from "@a2a-js/sdk";
import {
  type Client,
  ClientFactory,
  DefaultAgentCardResolver,
  JsonRpcTransportFactory,
  RestTransportFactory,
} from "@a2a-js/sdk/client";
import { A2AError, TaskNotFoundError } from "@a2a-js/sdk/errors";
import type { Json } from "@/lib/engine/types";
import { a2aFetch, type SendRequest } from "./a2a-fetch";
import { isTask, outputOf, ownMessage, type RemoteOutput, type RemoteTask, remoteTask } from "./a2a-task";
import type { AgentSecrets } from "./agent-secrets";
import { EffectFailure } from "./failure";
import { failure } from "./http-request";

/** Where an A2A agent is, and the name of what proves to it who we are. */
export interface A2aPlace {
  cardUrl: string;
  secret: string | null;
}

export interface OwnMessage {
  /** The same on every attempt. */
  id: string;
  text?: string;
  data?: Json;
  /** How many agents it then came through, this one included. */
  hops: number;
  /** The task that it answers. */
  task?: Pick<RemoteTask, "id" | "contextId">;
}

/** An agent elsewhere. Each method rejects with an `EffectFailure`; code `agent_refused` is its own word. */
export interface RemoteAgent {
  name: string;
  skills: number;
  protocolVersion: string;
  /** Does not wait for the work. An agent may answer without a task. */
  send(message: OwnMessage): Promise<RemoteTask | { reply: RemoteOutput }>;
  get(taskId: string): Promise<RemoteTask>;
  /** The task that this message began, where the agent can tell. */
  begunBy(messageId: string): Promise<RemoteTask | null>;
  cancel(taskId: string): Promise<void>;
}

/** Fetches the card and takes the first of its interfaces that is known here, 0.3 included. */
export type A2aConnect = (place: A2aPlace, signal: AbortSignal) => Promise<RemoteAgent>;

const legacyCompat = { enabled: true };
/** Of a task's own messages, and of the newest tasks: enough to recognize what was sent a moment ago. */
const RECENT = 50;

export function a2aConnect({ send, secrets }: { send: SendRequest; secrets: AgentSecrets }): A2aConnect {
  return async ({ cardUrl, secret }, signal) => {
    const known = secret === null ? null : secrets.get(secret);
    if (known === undefined) {
      throw failure(
        "agent_secret_missing",
        `HOLDPOINT_AGENT_SECRET_${secret} is not set here. Ask an operator to set it.`,
      );
    }
    const fetchImpl = a2aFetch(send, known, signal);
    const resolver = new DefaultAgentCardResolver({ fetchImpl, legacyCompat });
    const url = new URL(cardUrl);
    const explained = <T>(work: () => Promise<T>) => work().catch((cause) => Promise.reject(explain(cause, url)));
    const { card, client } = await explained(async () => {
      // Only an origin: the card is where the protocol says.
      const card = await resolver.resolve(url.href, url.pathname === "/" ? undefined : "");
      const factory = new ClientFactory({
        transports: [
          new JsonRpcTransportFactory({ fetchImpl, legacyCompat }),
          new RestTransportFactory({ fetchImpl, legacyCompat }),
        ],
        clientConfig: { polling: true },
      });
      return { card, client: await factory.createFromAgentCard(card) };
    });
    return remoteAgent(card, client, explained);
  };
}

function remoteAgent(
  card: AgentCard,
  client: Client,
  explained: <T>(work: () => Promise<T>) => Promise<T>,
): RemoteAgent {
  return {
    name: card.name,
    skills: card.skills.length,
    protocolVersion: client.protocolVersion,
    send: ({ id, task, hops, ...content }) =>
      explained(async () => {
        const message = ownMessage(id, content, hops, { taskId: task?.id, contextId: task?.contextId });
        const answer = await client.sendMessage({
          tenant: "",
          message,
          configuration: {
            acceptedOutputModes: ["text/plain", "text/markdown", "application/json"],
            taskPushNotificationConfig: undefined,
            historyLength: RECENT,
            returnImmediately: true,
          },
          metadata: undefined,
        });
        return isTask(answer) ? remoteTask(answer) : { reply: outputOf(answer.parts) };
      }),
    get: (id) => explained(async () => remoteTask(await client.getTask({ tenant: "", id, historyLength: RECENT }))),
    begunBy: (messageId) =>
      explained(async () => {
        const { tasks } = await client.listTasks({
          tenant: "",
          contextId: "",
          status: 0,
          pageSize: RECENT,
          pageToken: "",
          historyLength: RECENT,
          statusTimestampAfter: undefined,
          includeArtifacts: false,
        });
        return tasks.map(remoteTask).find(({ received }) => received.includes(messageId)) ?? null;
      }),
    cancel: (id) =>
      explained(async () => {
        await client.cancelTask({ tenant: "", id, metadata: undefined });
      }),
  };
}

/** What went wrong, in the words of the outgoing door where it was that. */
function explain(cause: unknown, { host }: URL): EffectFailure {
  if (cause instanceof EffectFailure) return cause;
  const { name, message } = cause as Error;
  if (name === "AddressRefused") return failure("address_refused", message);
  if (cause instanceof TaskNotFoundError) return failure("agent_task_lost", `${host} does not know the task any more.`);
  if (cause instanceof A2AError) return failure("agent_refused", `${host} refused: ${message}`);
  if (cause instanceof SyntaxError)
    return failure("bad_agent_card", `${host} has no card of an agent at this address.`);
  return failure("agent_unreachable", `${host} could not be reached: ${message}`, { retryable: true });
}
