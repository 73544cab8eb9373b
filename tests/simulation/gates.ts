/** A call of a process to the world outside it: it stands still here until the simulation lets it through. */
export interface Gate {
  owner: string;
  what: string;
  /** It is done, and the caller hears of it. */
  open(): Promise<void>;
  /** It never arrives; the caller learns of a broken connection. */
  loseRequest(): void;
  /** It is done, and the caller learns of a broken connection. */
  loseReply(): Promise<void>;
}

/** All calls under way, in the order in which they were made. */
export class Gates {
  private pending: Gate[] = [];

  get all(): readonly Gate[] {
    return this.pending;
  }

  of(owner: string): Gate[] {
    return this.pending.filter((gate) => gate.owner === owner);
  }

  take(gate: Gate): Gate {
    this.pending = this.pending.filter((one) => one !== gate);
    return gate;
  }

  /** A process dies: nothing it called comes back, and nobody waits for it. */
  drop(owner: string): void {
    this.pending = this.pending.filter((gate) => gate.owner !== owner);
  }

  pass<T>(owner: string, what: string, work: () => Promise<T>): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      this.pending.push({
        owner,
        what,
        open: () => work().then(resolve, reject),
        loseRequest: () => reject(brokenConnection()),
        loseReply: () =>
          work().then(
            () => reject(brokenConnection()),
            () => reject(brokenConnection()),
          ),
      });
    });
  }

  /** The same object with a gate before each of its functions. */
  guard<O extends object>(owner: string, name: string, target: O): O {
    return new Proxy(target, {
      get: (object, key) => {
        const member = Reflect.get(object, key) as unknown;
        if (typeof member !== "function") return member;
        return (...args: unknown[]) =>
          this.pass(owner, `${name}.${String(key)}`, async () => (member as (...args: unknown[]) => unknown)(...args));
      },
    });
  }
}

const BROKEN = "Connection terminated unexpectedly";

const brokenConnection = () => new Error(BROKEN);

export const isBroken = (error: unknown) => error instanceof Error && error.message === BROKEN;
