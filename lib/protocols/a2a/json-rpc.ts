import { LegacyJsonRpcTransportHandler } from "@a2a-js/sdk/compat/v0_3/server";
import { A2A_ERROR_CODE, RequestMalformedError, toJsonRpcError } from "@a2a-js/sdk/errors";
import { JsonRpcTransportHandler } from "@a2a-js/sdk/server";
import { isHoldpointError } from "@/lib/errors";
import type { ApiRequest } from "@/lib/http/api-request";
import { bodyOf } from "@/lib/http/authenticate";
import { readBodyJson } from "@/lib/http/body";
import { lostParts, unsafeParts } from "@/lib/http/json-safety";
import { jsonAnswer, respond } from "@/lib/http/respond";
import { answered, type Handler } from "@/lib/http/route";
import type { AgentCall, WireVersion } from "./call";
import { enter, versionOf } from "./enter";
import { paramsProblem } from "./params-problem";
import { requestHandler } from "./request-handler";
import { sseResponse } from "./sse";

type Rpc = { jsonrpc: string; id: string | number | null; result?: unknown; error?: unknown };

/** JSON-RPC, 1.0 and 0.3. Who is nobody gets 401 before anything is read. */
export const jsonRpc: Handler = (request) =>
  answered(request, async () => {
    const version = settled(() => versionOf(request, ["1.0", "0.3"]));
    const { call, context, headers, leave } = await enter(request, version.value ?? "1.0");
    const body = await readRpc(request, call);
    const { id } = body;
    if (version.error) return rpc({ id, error: toJsonRpcError(version.error) }, headers);
    if (body.error) return rpc({ id, error: body.error }, headers);
    const answer = (await transport(call.wireVersion, requestHandler(call)).handle(body.request, context)) as
      | Rpc
      | AsyncGenerator<Rpc>;
    if (call.away) throw call.away;
    if (!(Symbol.asyncIterator in answer)) return respond(jsonAnswer(answer), headers);
    const errorOf = (error: unknown) => errorEnvelope(call.wireVersion, id, error);
    const first = await answer.next().catch((error: unknown) => ({ done: true as const, value: errorOf(error) }));
    if (call.away) throw call.away;
    if (first.done) return respond(jsonAnswer(first.value), headers);
    return sseResponse({ request, seat: call.seat, first, rest: answer, errorOf, headers, leave });
  });

const transport = (version: WireVersion, handler: ReturnType<typeof requestHandler>) =>
  version === "0.3" ? new LegacyJsonRpcTransportHandler(handler) : new JsonRpcTransportHandler(handler);

const errorEnvelope = (version: WireVersion, id: Rpc["id"], error: unknown): Rpc => ({
  jsonrpc: "2.0",
  id,
  error: version === "0.3" ? LegacyJsonRpcTransportHandler.mapToLegacyJSONRPCError(error) : toJsonRpcError(error),
});

const rpc = (envelope: Omit<Rpc, "jsonrpc">, headers: Record<string, string>) =>
  respond(jsonAnswer({ jsonrpc: "2.0", ...envelope }), headers);

interface Read {
  request: Record<string, unknown>;
  id: Rpc["id"];
  error?: unknown;
}

/** The request, or why it is none. Throws `too_large`, which is no matter of JSON-RPC. */
async function readRpc(sent: ApiRequest, call: AgentCall): Promise<Read> {
  let read: ReturnType<typeof readBodyJson>;
  try {
    read = readBodyJson(await bodyOf(sent, call));
  } catch (error) {
    if (!isHoldpointError(error) || error.code !== "malformed") throw error;
    return { request: {}, id: null, error: { code: A2A_ERROR_CODE.PARSE_ERROR, message: error.message } };
  }
  const { value: body, lost } = read;
  const [unsafe] = [...lostParts(lost), ...unsafeParts(body)];
  const request = isRecord(body) ? body : {};
  const problem =
    unsafe?.message ?? (isRecord(body) ? paramsProblem(body.params) : "Send one JSON-RPC request, as an object.");
  // Nobody would know an id again that is another than they wrote.
  const id = isRpcId(request.id) && !lost.some(({ path }) => path === "id") ? request.id : null;
  return {
    request,
    id,
    ...(problem && { error: toJsonRpcError(new RequestMalformedError(problem)) }),
  };
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const isRpcId = (id: unknown): id is Rpc["id"] => typeof id === "string" || typeof id === "number" || id === null;

function settled<T>(work: () => T): { value: T; error?: undefined } | { value?: undefined; error: unknown } {
  try {
    return { value: work() };
  } catch (error) {
    return { error };
  }
}
