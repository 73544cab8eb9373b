import {
  A2A_CONTENT_TYPE,
  AgentCard,
  ListTaskPushNotificationConfigsResponse,
  ListTasksRequest,
  ListTasksResponse,
  SendMessageRequest,
  SendMessageResponse,
  StreamResponse,
  Task,
  TaskPushNotificationConfig,
} from "@a2a-js/sdk";
import { RequestMalformedError, restStatusFor, toRestErrorBody } from "@a2a-js/sdk/errors";
import type { A2ARequestHandler, ServerCallContext } from "@a2a-js/sdk/server";
import { notFound } from "@/lib/errors";
import type { ApiRequest } from "@/lib/http/api-request";
import { bodyOf } from "@/lib/http/authenticate";
import { parseJson } from "@/lib/http/body";
import { unsafeParts } from "@/lib/http/json-safety";
import { respond } from "@/lib/http/respond";
import { answered, type Handler } from "@/lib/http/route";
import { isStorable } from "@/lib/text/is-storable";
import type { AgentCall } from "./call";
import { enter, versionOf } from "./enter";
import { paramsProblem } from "./params-problem";
import { a2aError } from "./refusals";
import { requestHandler } from "./request-handler";
import { sseResponse } from "./sse";

interface RestCall {
  handler: A2ARequestHandler;
  context: ServerCallContext;
  query: URLSearchParams;
  /** Ids of the path, in order. */
  ids: string[];
  body: unknown;
}

type Work = (call: RestCall) => Promise<{ status: number; body?: unknown }> | AsyncGenerator<StreamResponse>;

const id = ([first = ""]: string[]) => ({ tenant: "", id: first });
const configId = ([taskId = "", first = ""]: string[]) => ({ tenant: "", taskId, id: first });
const ok = (body: unknown) => ({ status: 200, body });

/** Paths of the HTTP+JSON binding, below its address; `*` stands for an id. */
const WORK: Record<string, Work> = {
  "POST message:send": async ({ handler, context, body }) => {
    const value = (await handler.sendMessage(SendMessageRequest.fromJSON(body), context)) as Task;
    return ok(SendMessageResponse.toJSON({ payload: { $case: "task", value } }));
  },
  "POST message:stream": ({ handler, context, body }) =>
    handler.sendMessageStream(SendMessageRequest.fromJSON(body), context),
  "GET tasks": async ({ handler, context, query }) => {
    const request = ListTasksRequest.fromJSON(listQuery(query));
    const { tasks, ...page } = await handler.listTasks(request, context);
    const shown = (ListTasksResponse.toJSON({ tasks, ...page }) as { tasks?: unknown[] }).tasks ?? [];
    return ok({ ...page, tasks: shown });
  },
  "GET tasks/*": async ({ handler, context, ids }) => ok(Task.toJSON(await handler.getTask(id(ids), context))),
  "POST tasks/*:cancel": async ({ handler, context, ids }) =>
    ok(Task.toJSON(await handler.cancelTask({ ...id(ids), metadata: undefined }, context))),
  "GET tasks/*:subscribe": ({ handler, context, ids }) => handler.resubscribe(id(ids), context),
  "POST tasks/*:subscribe": ({ handler, context, ids }) => handler.resubscribe(id(ids), context),
  "POST tasks/*/pushNotificationConfigs": async ({ handler, context, ids, body }) => {
    const config = TaskPushNotificationConfig.fromJSON({ ...(body as object), taskId: ids[0] });
    const created = await handler.createTaskPushNotificationConfig(config, context);
    return { status: 201, body: TaskPushNotificationConfig.toJSON(created) };
  },
  "GET tasks/*/pushNotificationConfigs": async ({ handler, context, ids }) => {
    const request = { tenant: "", taskId: ids[0] ?? "", pageSize: 0, pageToken: "" };
    const list = await handler.listTaskPushNotificationConfigs(request, context);
    return ok(ListTaskPushNotificationConfigsResponse.toJSON(list));
  },
  "GET tasks/*/pushNotificationConfigs/*": async ({ handler, context, ids }) =>
    ok(TaskPushNotificationConfig.toJSON(await handler.getTaskPushNotificationConfig(configId(ids), context))),
  "DELETE tasks/*/pushNotificationConfigs/*": async ({ handler, context, ids }) => {
    await handler.deleteTaskPushNotificationConfig(configId(ids), context);
    return { status: 204 };
  },
  "GET extendedAgentCard": async ({ handler, context }) =>
    ok(AgentCard.toJSON(await handler.getAuthenticatedExtendedAgentCard({ tenant: "" }, context))),
};

/** HTTP+JSON, 1.0. Who is nobody gets 401 before anything is read. */
export const httpJson: Handler = (request, { params }) =>
  answered(request, async () => {
    const { call, context, headers, leave } = await enter(request, "1.0");
    const { key, ids } = route(request.method, (await params).path);
    const work = WORK[key];
    if (!work) throw notFound("address");
    try {
      versionOf(request, ["1.0"]);
      const handler = requestHandler(call);
      const query = request.nextUrl.searchParams;
      const done = work({ handler, context, query, ids, body: await readJson(request, call) });
      if (!(Symbol.asyncIterator in done)) {
        const { status, body } = await done;
        return answer(status, body, headers);
      }
      const rest = encoded(done);
      const first = await rest.next();
      return sseResponse({ request, seat: call.seat, first, rest, errorOf, headers, leave });
    } catch (error) {
      return answer(statusOf(a2aError(error)), errorOf(error), headers);
    }
  });

async function* encoded(events: AsyncGenerator<StreamResponse>): AsyncGenerator<unknown> {
  for await (const event of events) yield StreamResponse.toJSON(event);
}

function answer(status: number, body: unknown, headers: Record<string, string>): Response {
  if (status === 204) return new Response(null, { status, headers });
  return respond({ status, contentType: A2A_CONTENT_TYPE, body: JSON.stringify(body) }, headers);
}

function errorOf(error: unknown) {
  const told = a2aError(error);
  return toRestErrorBody(told, statusOf(told));
}

const statusOf = (error: ReturnType<typeof a2aError>) => STATUS[error.metadata?.code ?? ""] ?? restStatusFor(error);

const STATUS: Record<string, number> = { unavailable: 503, too_large: 413, rate_limited: 429 };

/** `tasks/<id>:cancel` is the work `tasks/*:cancel` on that id. */
function route(method: string, path: string | string[] | undefined): { key: string; ids: string[] } {
  const ids: string[] = [];
  const parts = [path ?? []].flat().map((part, index) => {
    const text = decoded(part);
    if (index % 2 === 0) return text;
    const [, found = text, verb = ""] = (index === 1 && /^(.*)(:\w+)$/.exec(text)) || [];
    ids.push(found);
    return `*${verb}`;
  });
  return { key: `${method} ${parts.join("/")}`, ids };
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    throw notFound("address");
  }
}

/** An empty body is an empty object: cancel and subscribe need none. */
async function readJson(request: ApiRequest, call: AgentCall): Promise<unknown> {
  if (request.method === "GET" || request.method === "DELETE") return {};
  const raw = await bodyOf(request, call);
  if (raw.bytes.length === 0) return {};
  const body = parseJson(raw);
  const [unsafe] = unsafeParts(body);
  if (unsafe) throw new RequestMalformedError(unsafe.message);
  if (body === null) return {};
  if (typeof body !== "object" || Array.isArray(body)) throw new RequestMalformedError("Send one JSON object.");
  const problem = paramsProblem(body);
  if (problem) throw new RequestMalformedError(problem);
  return body;
}

function listQuery(query: URLSearchParams): Record<string, unknown> {
  const odd = [...query].find(([name, value]) => !isStorable(name + value));
  if (odd)
    throw new RequestMalformedError("The query contains a character that can't be stored (NUL or half of a pair).");
  const { pageSize, historyLength, includeArtifacts, ...rest } = Object.fromEntries(query);
  return {
    ...rest,
    ...(pageSize !== undefined && { pageSize: Number(pageSize) }),
    ...(includeArtifacts !== undefined && { includeArtifacts: includeArtifacts === "true" }),
  };
}
