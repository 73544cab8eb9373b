import pg from "pg";

type Callback = (...results: unknown[]) => void;

/** Statements that `lib/failpoints.ts` names after what they are for; and announcements, which may be lost. */
const NAMED = /^(door_|journal_record$)/;
const WRITE = /^\s*(?:with\b[^;]*?\(\s*)?(insert into|update|delete from)\s+"?(?:public"?\.")?(\w+)/i;

/** `update runs`; null for what does not write. */
function nameOf(query: unknown): string | null {
  const { name = "", text = query } = query as { name?: string; text?: unknown };
  const write = typeof text === "string" && !NAMED.test(name) ? WRITE.exec(text) : null;
  return write && `${write[1]} ${write[2]}`.toLowerCase();
}

/** Every statement that writes, whoever sends it, passes a point before it is sent and after it is answered. */
export function watchWrites(onPass: (name: string) => void): void {
  const client = pg.Client.prototype as unknown as { query(...args: unknown[]): unknown };
  const send = client.query;
  client.query = function (this: unknown, ...args: unknown[]) {
    const name = nameOf(args[0]);
    if (name === null) return send.apply(this, args);
    onPass(`before ${name}`);
    const callback = args.at(-1);
    if (typeof callback === "function") {
      const answered: Callback = (...results) => {
        onPass(`after ${name}`);
        (callback as Callback)(...results);
      };
      return send.apply(this, [...args.slice(0, -1), answered]);
    }
    return (send.apply(this, args) as Promise<unknown>).then((result) => {
      onPass(`after ${name}`);
      return result;
    });
  };
}
