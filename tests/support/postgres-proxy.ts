import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import { FRONTEND, messageReader } from "./postgres-messages";

export interface PostgresProxy {
  /** The database's address through the proxy. */
  url: string;
  /**
   * Statements that went through so far: every one ends with a Sync or is a simple query.
   * Announcements to other processes have a connection of their own and do not count.
   */
  statements(): number;
  close(): Promise<void>;
}

/** Stands between a program and Postgres and reads what is said on the wire. */
export async function startPostgresProxy(databaseUrl: string): Promise<PostgresProxy> {
  const target = new URL(databaseUrl);
  const sockets = new Set<Socket>();
  let statements = 0;
  const server = createServer((client) => {
    const postgres = connect(Number(target.port), target.hostname);
    for (const socket of [client, postgres]) {
      sockets.add(socket);
      socket.on("close", () => {
        sockets.delete(socket);
        client.destroy();
        postgres.destroy();
      });
      socket.on("error", () => undefined);
    }
    let announcements = false;
    const read = messageReader((type, body) => {
      if (type === 0 && body.includes("holdpoint-live")) announcements = true;
      if (announcements) return;
      if (type === FRONTEND.sync || type === FRONTEND.query) statements += 1;
    });
    client.on("data", read);
    client.pipe(postgres);
    postgres.pipe(client);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = new URL(databaseUrl);
  url.port = String((server.address() as AddressInfo).port);
  return {
    url: url.href,
    statements: () => statements,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
