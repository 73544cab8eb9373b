interface Waiting<Q, A> {
  question: Q;
  family: string;
  resolve(answer: A): void;
  reject(error: unknown): void;
}

export interface TogetherOptions<Q, A> {
  /** Answers all of them at once, in their order. What it rejects with is the answer to each. */
  ask(questions: Q[]): Promise<PromiseSettledResult<A>[]>;
  /** Of questions with the same family only one is asked at a time. */
  familyOf(question: Q): string;
  /** How many are asked together at most. */
  most: number;
  /** How many times it is asked at the same time. */
  lanes: number;
}

/** Questions that come while an answer is awaited are asked together, in the next statement. */
export function together<Q, A>({ ask, familyOf, most, lanes }: TogetherOptions<Q, A>): (question: Q) => Promise<A> {
  let waiting: Waiting<Q, A>[] = [];
  let underWay = 0;

  function take(): Waiting<Q, A>[] {
    const families = new Set<string>();
    const taken: Waiting<Q, A>[] = [];
    const left: Waiting<Q, A>[] = [];
    for (const one of waiting) {
      if (taken.length < most && !families.has(one.family)) taken.push(one);
      else left.push(one);
      families.add(one.family);
    }
    waiting = left;
    return taken;
  }

  async function work(): Promise<void> {
    underWay += 1;
    while (waiting.length > 0) {
      const taken = take();
      try {
        const answers = await ask(taken.map(({ question }) => question));
        for (const [index, { resolve, reject }] of taken.entries()) {
          const answer = answers[index] as PromiseSettledResult<A>;
          if (answer.status === "fulfilled") resolve(answer.value);
          else reject(answer.reason);
        }
      } catch (error) {
        for (const { reject } of taken) reject(error);
      }
    }
    underWay -= 1;
  }

  return (question) =>
    new Promise<A>((resolve, reject) => {
      waiting.push({ question, family: familyOf(question), resolve, reject });
      if (underWay < lanes) void work();
    });
}
