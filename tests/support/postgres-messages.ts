/** Messages of the Postgres protocol that tests look at. */
export const FRONTEND = { parse: 0x50, bind: 0x42, sync: 0x53, query: 0x51 } as const;
export const BACKEND = { error: 0x45, ready: 0x5a } as const;

/**
 * Calls back for each whole message with its type and body. The first one of a client has no type: its type is 0.
 * A server's has one (`begun`).
 */
export function messageReader(
  onMessage: (type: number, body: Buffer) => void,
  { begun = false } = {},
): (chunk: Buffer) => void {
  let buffered = Buffer.alloc(0);
  let started = begun;
  return (chunk) => {
    buffered = Buffer.concat([buffered, chunk]);
    for (;;) {
      const head = started ? 1 : 0;
      if (buffered.length < head + 4) return;
      const length = buffered.readInt32BE(head) + head;
      if (buffered.length < length) return;
      onMessage(started ? (buffered[0] as number) : 0, buffered.subarray(head + 4, length));
      started = true;
      buffered = buffered.subarray(length);
    }
  };
}
