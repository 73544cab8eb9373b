import type { Effect } from "@/lib/engine/types";
import type { HttpAnswer } from "@/lib/testing/scripts";
import { failing } from "@/lib/testing/scripts";
import type { Choices } from "./choices";

/** Models and services outside: what they were asked under which key, and what they said. */
export class OutsideWorld {
  /** Who said what: each text is said once, to one attempt of one effect. */
  readonly saidTo = new Map<string, Pick<Effect, "runId" | "seq" | "epoch">>();
  readonly wrongKeys: string[] = [];
  private said = 0;

  constructor(private readonly choices: Choices) {}

  /** What a model writes; now and then it has a bad day. */
  write(key: string | undefined): string {
    this.check(key);
    if (this.choices.chance(5)) throw failing("The model is busy.");
    if (this.choices.chance(2)) throw failing("The model refuses.", { code: "refused", retryable: false });
    return `Text ${++this.said}`;
  }

  serve(key: string | undefined): HttpAnswer {
    this.check(key);
    if (this.choices.chance(5)) return { status: 503 };
    return { body: { order: ++this.said } };
  }

  /** Keys are `runId:seq`: the same on every attempt. */
  private check(key: string | undefined): void {
    if (!/^[0-9a-f-]{36}:\d+$/.test(key ?? "")) this.wrongKeys.push(`${key}`);
  }
}
