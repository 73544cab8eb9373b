import { type Fault, type FaultServer, type RecordedRequest, startFaultServer } from "../fault-server";
import { type JsonRequest, type JsonServer, sendJson, startJsonServer } from "../json-server";
import type { Point } from "./wire";

export interface OutsideScript {
  /** What a model says; by default one sentence. */
  model?(request: RecordedRequest): Fault;
  /** What a service says to the `nth` call under this key; by default 200. */
  service?(request: JsonRequest, nth: number): { status: number; body: unknown };
  /** How long the service takes for an answer. */
  serviceMs?: number;
}

/** The world outside: a model and a service, which count what is asked of them, and under which keys. */
export class Outside {
  /** Idempotency keys (or, without one, paths) of all calls since `arm`, in order. */
  calls: string[] = [];
  private at: Point | null = null;
  private onDeath = async () => {};

  private constructor(
    readonly model: FaultServer,
    readonly service: JsonServer,
  ) {}

  static async start({
    model = () => "ok",
    service = () => ({ status: 200, body: {} }),
    serviceMs = 0,
  }: OutsideScript): Promise<Outside> {
    const models = await startFaultServer(async (request) => {
      return (await outside.called(request.headers, request.path)) ? "hang" : model(request);
    });
    const services = await startJsonServer(async (request, response) => {
      if (await outside.called(request.headers, request.url)) return;
      const key = keyOf(request.headers, request.url);
      const { status, body } = service(request, outside.calls.filter((call) => call === key).length);
      setTimeout(() => sendJson(response, status, body), serviceMs);
    });
    const outside = new Outside(models, services);
    return outside;
  }

  get env(): Record<string, string> {
    return {
      OPENAI_BASE_URL: this.model.baseUrl,
      OPENAI_API_KEY: this.model.apiKey,
      HOLDPOINT_ALLOW_PRIVATE_ADDRESSES: this.service.place,
    };
  }

  /** Counts anew; at `at` (`during call`) the caller is killed before it gets an answer. */
  arm(at: Point | null, onDeath: () => Promise<void>): void {
    this.calls = [];
    this.at = at;
    this.onDeath = onDeath;
  }

  points(): Point[] {
    return this.calls.map((_, index) => ({ name: DURING, nth: index + 1 }));
  }

  async close(): Promise<void> {
    await this.model.close();
    await this.service.close();
  }

  /** True when the caller is dead by now. */
  private async called(headers: Headers, path: string): Promise<boolean> {
    this.calls.push(keyOf(headers, path));
    if (this.at?.nth !== this.calls.length) return false;
    await this.onDeath();
    return true;
  }
}

export const DURING = "during call";

type Headers = JsonRequest["headers"];
const keyOf = (headers: Headers, path: string) => String(headers["idempotency-key"] ?? path);
