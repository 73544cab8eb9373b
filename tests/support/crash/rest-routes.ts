import type { IncomingMessage, ServerResponse } from "node:http";
import { NextRequest } from "next/server";
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
export async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? "/", "http://localhost/");
  const [, first = "", id, last] = url.pathname.split("/");
  const route = ROUTES[`/${[first, id && "*", last].filter(Boolean).join("/")}`];
  if (!route) return void response.writeHead(404).end();
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(piece as Buffer);
  const method = METHODS.find((one) => one === request.method) ?? "GET";
  const asked = new NextRequest(url, {
    method,
    headers: request.headers as Record<string, string>,
    body: method !== "GET" ? Buffer.concat(pieces) : undefined,
  });
  const answered = await route[method](asked, { params: Promise.resolve(id ? { id } : {}) });
  response.writeHead(answered.status, Object.fromEntries(answered.headers)).end(await answered.text());
}
