import type { IncomingMessage, ServerResponse } from "node:http";
import * as files from "@/app/api/v1/files/route";
import * as decision from "@/app/api/v1/reviews/[id]/decision/route";
import * as review from "@/app/api/v1/reviews/[id]/route";
import * as cancel from "@/app/api/v1/runs/[id]/cancel/route";
import * as comments from "@/app/api/v1/runs/[id]/comments/route";
import * as drafts from "@/app/api/v1/runs/[id]/drafts/route";
import * as events from "@/app/api/v1/runs/[id]/events/route";
import * as fork from "@/app/api/v1/runs/[id]/fork/route";
import * as retry from "@/app/api/v1/runs/[id]/retry/route";
import * as rewind from "@/app/api/v1/runs/[id]/rewind/route";
import * as run from "@/app/api/v1/runs/[id]/route";
import * as signals from "@/app/api/v1/runs/[id]/signals/route";
import * as steps from "@/app/api/v1/runs/[id]/steps/route";
import * as runs from "@/app/api/v1/runs/route";
import type { Handler } from "@/lib/http/route";
import { incomingRequest } from "@/lib/server/incoming-request";
import { sendResponse } from "@/lib/server/send-response";

const METHODS = ["GET", "POST", "PATCH"] as const;
type Route = Record<(typeof METHODS)[number], Handler>;

const ROUTES: Record<string, Route> = {
  "/runs": runs,
  "/runs/*": run,
  "/runs/*/steps": steps,
  "/runs/*/events": events,
  "/runs/*/drafts": drafts,
  "/runs/*/comments": comments,
  "/runs/*/cancel": cancel,
  "/runs/*/retry": retry,
  "/runs/*/rewind": rewind,
  "/runs/*/fork": fork,
  "/runs/*/signals": signals,
  "/files": files,
  "/reviews/*": review,
  "/reviews/*/decision": decision,
};

/** Answers `/runs/...` and `/reviews/...` with the product's route handlers. */
export async function answer(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  const url = new URL(incoming.url ?? "/", "http://localhost/");
  const [, first = "", id, last] = url.pathname.split("/");
  const route = ROUTES[`/${[first, id && "*", last].filter(Boolean).join("/")}`];
  if (!route) return void outgoing.writeHead(404).end();
  const method = METHODS.find((one) => one === incoming.method) ?? "GET";
  const request = incomingRequest(incoming, outgoing, url);
  const response = await route[method](request, { params: Promise.resolve(id ? { id } : {}) });
  await sendResponse(response, incoming, outgoing);
}
