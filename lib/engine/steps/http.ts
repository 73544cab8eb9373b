import type { EffectBase } from "@/lib/engine/program";
import type { Context, Json } from "@/lib/engine/types";
import { type EffectCommon, effectKind } from "./effect";

/** A request of an http step. `json` is sent as the body; GET and HEAD have none. */
export interface HttpRequest {
  method?: string;
  url: string;
  headers?: Record<string, string>;
  json?: Json;
}

export interface HttpDefinition extends EffectCommon {
  kind: "http";
  request(context: Context): HttpRequest;
}

export interface HttpStep extends EffectBase {
  kind: "http";
  request(context: Context): HttpRequest;
}

/** Calls a service that speaks JSON. */
export const http = effectKind<HttpDefinition, HttpStep>({
  word: "web request",
  icon: "globe",
  compile: ({ request }) => ({ request }),
});
