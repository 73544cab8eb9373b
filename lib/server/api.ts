import type { IncomingMessage, ServerResponse } from "node:http";
import { loadRoutes } from "./api-routes";
import { incomingRequest } from "./incoming-request";
import { sendResponse } from "./send-response";

/** Where the REST API is, in `app` and in addresses. */
const FOLDER = "api/v1";

/**
 * Answers the REST API with its route handlers, without Next in between: what Next does around each of them (finding,
 * wrapping, streaming) costs more than all the rest of a decision. Null for what is not of the API: that is Next's.
 */
export async function restApi(
  app: string,
): Promise<(incoming: IncomingMessage, outgoing: ServerResponse) => Promise<void> | null> {
  const find = await loadRoutes(app, FOLDER);
  return (incoming, outgoing) => {
    const { url: address = "/", method = "GET" } = incoming;
    if (!address.startsWith(`/${FOLDER}/`)) return null;
    const url = new URL(address, "http://localhost");
    const match = find(method, url.pathname);
    if (!match) return null;
    const { handler, params } = match;
    const answered = handler(incomingRequest(incoming, outgoing, url), { params: Promise.resolve(params) });
    return answered.then((response) => sendResponse(response, incoming, outgoing));
  };
}
