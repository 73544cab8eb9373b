import { randomUUID } from "node:crypto";
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { type AgentCard, type Message, type Part, Role, type Task, TaskState } from "@a2a-js/sdk";
import {
  AgentEvent,
  type AgentExecutor,
  DefaultRequestHandler,
  InMemoryTaskStore,
  JsonRpcTransportHandler,
  ServerCallContext,
} from "@a2a-js/sdk/server";

export interface Heard {
  messageId: string;
  taskId: string;
  text: string;
  data: unknown;
  metadata: Message["metadata"];
}

export interface Said {
  state: keyof typeof STATES;
  text?: string;
  data?: unknown;
  /** Of a completed task; by default a plain text part. */
  artifact?: { text?: string; data?: unknown };
}

const STATES = {
  working: TaskState.TASK_STATE_WORKING,
  completed: TaskState.TASK_STATE_COMPLETED,
  failed: TaskState.TASK_STATE_FAILED,
  rejected: TaskState.TASK_STATE_REJECTED,
  canceled: TaskState.TASK_STATE_CANCELED,
  input_required: TaskState.TASK_STATE_INPUT_REQUIRED,
  auth_required: TaskState.TASK_STATE_AUTH_REQUIRED,
} as const;

export interface RemoteAgentServer {
  url: string;
  /** `host:port`, as the setting lists it. */
  place: string;
  /** Every message, as often as it came. */
  heard: Heard[];
  /** Names of the protocol's methods, as they were called. */
  calls: string[];
  canceled: string[];
  /** Why it does not take a message; null when it does. */
  refuses: (text: string) => string | null;
  /** Called when a method has done its work, before the caller hears of it. */
  onAnswer: (method: string) => Promise<void> | void;
  /** Nobody can reach it until `open`. Its tasks stay. */
  close(): Promise<void>;
  open(): Promise<void>;
  /** As after the loss of its data. */
  forget(): Promise<void>;
}

/** An agent made of the SDK's own server, which does not know messages again that it has heard before. */
export async function startRemoteAgent(
  answer: (heard: Heard, task: Task | undefined) => Said | Promise<Said>,
): Promise<RemoteAgentServer> {
  let store = new InMemoryTaskStore();
  let server: Server | null = null;
  const agent = {
    heard: [],
    calls: [],
    canceled: [],
    refuses: () => null,
    onAnswer: () => {},
  } as unknown as RemoteAgentServer;
  const executor: AgentExecutor = {
    async execute({ userMessage, taskId, contextId, task }, bus) {
      const heard = heardOf(userMessage, taskId);
      agent.heard.push(heard);
      const status = (said: Said) => ({
        state: STATES[said.state],
        message: agentMessage(said, taskId, contextId),
        timestamp: new Date().toISOString(),
      });
      const base = task ?? { id: taskId, contextId, artifacts: [], history: [userMessage], metadata: undefined };
      bus.publish(AgentEvent.task({ ...base, status: status({ state: "working", text: "On it" }) } as Task));
      const said = await answer(heard, task);
      if (said.artifact) {
        const parts = partsOf(said.artifact);
        const artifact = {
          artifactId: "result",
          name: "",
          description: "",
          parts,
          metadata: undefined,
          extensions: [],
        };
        const update = { taskId, contextId, artifact, append: false, lastChunk: true, metadata: undefined };
        bus.publish(AgentEvent.artifactUpdate(update));
      }
      bus.publish(AgentEvent.statusUpdate({ taskId, contextId, status: status(said), metadata: undefined }));
      bus.finished();
    },
    async cancelTask(taskId, bus) {
      agent.canceled.push(taskId);
      const status = { state: STATES.canceled, message: undefined, timestamp: new Date().toISOString() };
      bus.publish(AgentEvent.statusUpdate({ taskId, contextId: "", status, metadata: undefined }));
      bus.finished();
    },
  };
  const open = async () => {
    const card = cardOf(agent.url ?? "");
    const transport = new JsonRpcTransportHandler(new DefaultRequestHandler(card, store, executor));
    server = createServer(async (request, response) => {
      const send = (body: unknown) =>
        response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(body));
      if (request.method === "GET") return send(card);
      const body = JSON.parse(await textOf(request)) as {
        method: string;
        id: number;
        params?: { message?: { parts: { text?: string }[] } };
      };
      agent.calls.push(body.method);
      const refusal = agent.refuses(saidIn(body));
      if (refusal) return send({ jsonrpc: "2.0", id: body.id, error: { code: -32602, message: refusal } });
      const done = await transport.handle(body, new ServerCallContext({ requestedVersion: "1.0" }));
      await agent.onAnswer(body.method);
      if (!response.destroyed) send(done);
    });
    const port = agent.url ? Number(new URL(agent.url).port) : 0;
    await new Promise<void>((resolve) => server?.listen(port, "127.0.0.1", resolve));
    agent.place = `127.0.0.1:${(server.address() as AddressInfo).port}`;
    agent.url = `http://${agent.place}`;
    Object.assign(card, cardOf(agent.url));
  };
  const close = () =>
    new Promise<void>((resolve) => {
      if (!server) return resolve();
      server.close(() => resolve());
      server.closeAllConnections();
      server = null;
    });
  const forget = async () => {
    store = new InMemoryTaskStore();
    await close();
    await open();
  };
  await open();
  return Object.assign(agent, { open, close, forget });
}

function cardOf(url: string): AgentCard {
  return {
    name: "Remote",
    description: "An agent elsewhere.",
    version: "1",
    supportedInterfaces: [{ url, protocolBinding: "JSONRPC", protocolVersion: "1.0", tenant: "" }],
    provider: undefined,
    capabilities: { streaming: false, pushNotifications: false, extensions: [] },
    securitySchemes: {},
    securityRequirements: [],
    defaultInputModes: ["text/plain", "application/json"],
    defaultOutputModes: ["text/plain", "application/json"],
    skills: [],
    signatures: [],
  };
}

function partsOf({ text, data }: { text?: string; data?: unknown }): Part[] {
  const part = (content: Part["content"]): Part => ({ content, metadata: undefined, filename: "", mediaType: "" });
  return [
    ...(text === undefined ? [] : [part({ $case: "text", value: text })]),
    ...(data === undefined ? [] : [part({ $case: "data", value: data })]),
  ];
}

function agentMessage(said: Said, taskId: string, contextId: string): Message {
  const parts = partsOf(said);
  const more = { metadata: undefined, extensions: [], referenceTaskIds: [] };
  return { messageId: randomUUID(), taskId, contextId, role: Role.ROLE_AGENT, parts, ...more };
}

function heardOf({ messageId, parts, metadata }: Message, taskId: string): Heard {
  const text = parts.flatMap(({ content }) => (content?.$case === "text" ? [content.value] : [])).join("");
  const data = parts.flatMap(({ content }) => (content?.$case === "data" ? [content.value as unknown] : []))[0];
  return { messageId, taskId, text, data, metadata };
}

const saidIn = ({ params }: { params?: { message?: { parts: { text?: string }[] } } }) =>
  (params?.message?.parts ?? []).map(({ text = "" }) => text).join("");

async function textOf(request: IncomingMessage): Promise<string> {
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(piece as Buffer);
  return Buffer.concat(pieces).toString("utf8");
}
