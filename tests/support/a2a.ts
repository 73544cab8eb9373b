import { randomUUID } from "node:crypto";
import { type Message, type Part, Role, type SendMessageRequest, type Task, TaskState } from "@a2a-js/sdk";
import {
  type Client,
  ClientFactory,
  DefaultAgentCardResolver,
  JsonRpcTransportFactory,
  RestTransportFactory,
} from "@a2a-js/sdk/client";

export type Dialect = "JSON-RPC" | "HTTP+JSON" | "0.3";

/** The SDK's own client with a token, made from the card it finds there; as `0.3` it knows nothing newer. */
export function agentClient(url: string, token: string, dialect: Dialect = "JSON-RPC"): Promise<Client> {
  const fetchImpl = withToken(token);
  const legacyCompat = { enabled: dialect === "0.3" };
  const transport =
    dialect === "HTTP+JSON"
      ? new RestTransportFactory({ fetchImpl })
      : new JsonRpcTransportFactory({ fetchImpl, legacyCompat });
  const cardResolver = new DefaultAgentCardResolver({
    fetchImpl: legacyCompat.enabled ? withoutNewerParts(fetchImpl) : fetchImpl,
    legacyCompat,
  });
  return new ClientFactory({ transports: [transport], cardResolver }).createFromUrl(url);
}

/** A card as a program reads it that is older than interfaces with versions. */
const withoutNewerParts =
  (send: typeof fetch): typeof fetch =>
  async (input) => {
    const { supportedInterfaces: _newer, ...card } = (await (await send(input)).json()) as Record<string, unknown>;
    return Response.json(card);
  };

const withToken =
  (token: string): typeof fetch =>
  (input, init) => {
    const headers = new Headers(init?.headers);
    headers.set("Authorization", `Bearer ${token}`);
    return fetch(input, { ...init, headers });
  };

export const text = (value: string): Part => part({ $case: "text", value });
export const data = (value: unknown): Part => part({ $case: "data", value });
const part = (content: Part["content"]): Part => ({ content, metadata: undefined, filename: "", mediaType: "" });

/** A message as a client sends it; `to` names task, context or its own id. */
export function message(parts: Part[], to: Partial<Message> = {}): Message {
  return {
    messageId: randomUUID(),
    contextId: "",
    taskId: "",
    role: Role.ROLE_USER,
    parts,
    metadata: undefined,
    extensions: [],
    referenceTaskIds: [],
    ...to,
  };
}

/** A request to send such a message. */
export const sending = (parts: Part[], to: Partial<Message> = {}): SendMessageRequest => ({
  tenant: "",
  message: message(parts, to),
  configuration: undefined,
  metadata: undefined,
});

/** Sends it and expects a task. */
export async function send(client: Client, parts: Part[], to: Partial<Message> = {}): Promise<Task> {
  const answer = await client.sendMessage(sending(parts, to));
  if ("messageId" in answer) throw new Error("It answered with a message.");
  return answer;
}

export const byId = (id: string) => ({ tenant: "", id });

export const stateName = (task: Pick<Task, "status">) => TaskState[task.status?.state ?? TaskState.UNRECOGNIZED];

/** The data parts of a task's question. */
export const questions = (task: Task) =>
  (task.status?.message?.parts ?? []).flatMap(({ content }) => (content?.$case === "data" ? [content.value] : []));

/** Texts of a task's question. */
export const questionText = (task: Task) =>
  (task.status?.message?.parts ?? [])
    .flatMap(({ content }) => (content?.$case === "text" ? [content.value] : []))
    .join();

export const artifact = (task: Task, id: string) => task.artifacts.find(({ artifactId }) => artifactId === id);
