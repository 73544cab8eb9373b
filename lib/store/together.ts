interface Waiting<Q, A> {
  question: Q;
  family: string | null;
  resolve(answer: A): void;
  reject(error: unknown): void;
}

export interface TogetherOptions<Q, A> {
  /** Answers all of them in one statement, in their order. */
  ask(questions: Q[]): Promise<A[]>;
  /** Of questions of the same family only one is asked at a time. Without it, all may be asked together. */
  familyOf?(question: Q): string;
}

/** How many share a statement. */
const MOST = 32;

/**
 * Questions that come while an answer is awaited are asked together, in the next statement. Where Postgres refuses
 * that one, each is asked alone, so that one mistake is nobody else's.
 */
export function together<Q, A>({ ask, familyOf }: TogetherOptions<Q, A>): (question: Q) => Promise<A> {
  let waiting: Waiting<Q, A>[] = [];
  let isUnderWay = false;
  let isCrowded = false;

  function take(): Waiting<Q, A>[] {
    const families = new Set<string>();
    const taken: Waiting<Q, A>[] = [];
    const left: Waiting<Q, A>[] = [];
    for (const one of waiting) {
      const { family } = one;
      if (taken.length < MOST && (family === null || !families.has(family))) taken.push(one);
      else left.push(one);
      if (family !== null) families.add(family);
    }
    waiting = left;
    return taken;
  }

  async function answer(asked: Waiting<Q, A>[]): Promise<void> {
    try {
      const answers = await ask(asked.map(({ question }) => question));
      for (const [index, { resolve }] of asked.entries()) resolve(answers[index] as A);
    } catch (error) {
      if (asked.length > 1 && isRefusal(error)) await Promise.all(asked.map((one) => answer([one])));
      else for (const { reject } of asked) reject(error);
    }
  }

  async function work(): Promise<void> {
    if (isCrowded) await arrival();
    while (waiting.length > 0) {
      const asked = take();
      isCrowded = asked.length > 1;
      await answer(asked);
      if (isCrowded) await arrival();
    }
    isUnderWay = false;
  }

  return (question) =>
    new Promise<A>((resolve, reject) => {
      waiting.push({ question, family: familyOf?.(question) ?? null, resolve, reject });
      if (isUnderWay) return;
      isUnderWay = true;
      void work();
    });
}

/** Where many come, those that were read from sockets at the same time are waited for. */
const arrival = () => new Promise<void>((resolve) => setImmediate(resolve));

/** An error that Postgres reports of a statement, and not the loss of a connection. */
function isRefusal(error: unknown): boolean {
  return (error as { severity?: string }).severity === "ERROR";
}
