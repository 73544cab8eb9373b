import { randomInt } from "node:crypto";
import type { IdempotencyRequest, Keep, KeptResponse, StoredResponse } from "@/lib/contract/keep";
import type { RunView } from "@/lib/views/views";

/** The first moment whose text is of no moment of ours: years have six digits from here on. */
const FAR = Date.UTC(10_000, 0);

/** The response to a request, while the change that it is kept with is being made. */
export class Keeping implements Keep {
  /** Nobody can guess it, and so have it in a text. */
  readonly moment = new Date(FAR + randomInt(2 ** 47));
  private kept: KeptResponse | null = null;
  /** The same bytes as are kept; null until they are. */
  response: StoredResponse | null = null;

  constructor(
    private readonly request: IdempotencyRequest,
    private readonly answerTo: (run: RunView) => StoredResponse,
  ) {}

  responseTo(run: RunView): KeptResponse {
    const { principal, path, key, bodyHash } = this.request;
    const { status, contentType, body } = this.answerTo(run);
    this.kept = { principal, path, key, bodyHash, status, contentType, body, moment: this.moment.toISOString() };
    return this.kept;
  }

  made(at: Date): void {
    if (!this.kept) return;
    const { status, contentType, body, moment } = this.kept;
    this.response = { status, contentType, body: body.replaceAll(moment, at.toISOString()) };
  }
}
