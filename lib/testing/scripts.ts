import type { IncomingResponse, OutgoingRequest } from "@/lib/effects/http-request";
import type { Json } from "@/lib/engine/types";
import type { ModelMessage, ModelReply, ModelRequest } from "@/lib/llm/model-client";
import { KitError } from "./kit-error";

/** Answers one after the other, or a function that answers every time. An `Error` is thrown instead. */
export type Script<Request, Answer> =
  | readonly (Answer | Error)[]
  | ((request: Request) => Answer | Error | Promise<Answer | Error>);

/** Text, or for a step with a schema JSON. */
export type ModelScript = Script<ModelMessage[], Json>;

export interface HttpAnswer {
  /** By default 200. */
  status?: number;
  headers?: Record<string, string>;
  body?: Json;
}

export interface HttpAsked {
  method: string;
  url: string;
  headers: Record<string, string>;
  json: Json;
}

export type HttpScript = Script<HttpAsked, HttpAnswer>;

/** An effect that fails like this; by default it is worth another attempt. */
export function failing(
  message: string,
  { code = "failed", retryable = true, retryAfterMs = undefined as number | undefined } = {},
) {
  return Object.assign(new Error(message), { code, retryable, retryAfterMs });
}

/** Plays scripts and counts what was asked; a script that has no more answers is a mistake of the test. */
export class Scripts {
  private readonly asked = new Map<string, number>();
  /** Counts even where the step would only see a failure. */
  mistake: KitError | null = null;

  async play<Request, Answer>(
    name: string,
    script: Script<Request, Answer> | undefined,
    request: Request,
    cure: string,
  ): Promise<Answer> {
    const times = (this.asked.get(name) ?? 0) + 1;
    this.asked.set(name, times);
    if (script === undefined) throw this.wrong(`${name} is asked, and the test gives it no answers. ${cure}`);
    const answer = typeof script === "function" ? await script(request) : script[times - 1];
    if (answer === undefined) {
      const given =
        typeof script === "function" ? "its function returned nothing" : `the test gives it ${script.length}`;
      throw this.wrong(`${name} is asked for answer number ${times}, and ${given}. ${cure}`);
    }
    if (answer instanceof Error) throw answer;
    return answer as Answer;
  }

  private wrong(message: string): KitError {
    this.mistake ??= new KitError(message);
    return this.mistake;
  }
}

/** What a model answers. Words count as tokens. */
export async function modelReply(
  answer: Promise<Json>,
  { messages, model, onText }: ModelRequest,
): Promise<ModelReply> {
  const said = await answer;
  const text = typeof said === "string" ? said : JSON.stringify(said);
  onText?.(text);
  const words = (all: string) => all.split(/\s+/).filter(Boolean).length;
  const tokensIn = words(messages.map(({ content }) => content).join(" "));
  return { text, model, tokensIn, tokensOut: words(text) } as ModelReply;
}

export function httpAsked({ method, url, headers, body }: OutgoingRequest): HttpAsked {
  return { method, url: url.href, headers, json: body === null ? null : (JSON.parse(body) as Json) };
}

export function httpResponse({ status = 200, headers = {}, body = null }: HttpAnswer): IncomingResponse {
  const type: Record<string, string> = body === null ? {} : { "content-type": "application/json" };
  return { status, headers: new Headers({ ...type, ...headers }), text: body === null ? "" : JSON.stringify(body) };
}
