import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import pg from "pg";
import { freePort } from "@/lib/store/database/free-port";
import { type Cluster, clusterUrl } from "@/lib/store/database/postgres-cluster";
import { launch } from "@/lib/store/database/postgres-process";
import { choosePostgresUser } from "@/lib/store/database/postgres-user";
import { ended, stopPostmaster } from "@/lib/store/database/postmaster";
import type { PostgresPrograms } from "./programs";

const run = promisify(execFile);

const SETTINGS = {
  max_connections: "60",
  wal_keep_size: "1GB",
  // A standby that lost its primary looks for it again at once, not every five seconds.
  wal_retrieve_retry_interval: "200ms",
  log_min_messages: "fatal",
};

/** One Postgres with a folder and a port of its own; everything it acknowledges is on disk. */
export class PostgresServer {
  private pid: number | null = null;

  private constructor(
    private readonly cluster: Cluster,
    private readonly programs: PostgresPrograms,
  ) {}

  static async create(folder: string, programs: PostgresPrograms): Promise<PostgresServer> {
    const server = await PostgresServer.at(folder, programs, randomBytes(12).toString("hex"));
    const passwordFile = `${folder}.password`;
    await writeFile(passwordFile, server.cluster.password, { mode: 0o600 });
    await server.cluster.user.own(passwordFile);
    const flags = [`--pgdata=${server.cluster.folder}`, "--username=holdpoint", `--pwfile=${passwordFile}`];
    await server.runAs(programs.initdb, [...flags, "--auth=scram-sha-256", "--encoding=UTF8", "--locale=C"]);
    await rm(passwordFile);
    await server.start();
    return server;
  }

  private static async at(folder: string, programs: PostgresPrograms, password: string): Promise<PostgresServer> {
    const data = join(folder, "data");
    await mkdir(folder, { mode: 0o755 });
    await mkdir(data, { mode: 0o700 });
    const user = await choosePostgresUser(data, [folder, programs.postgres]);
    await user.own(data);
    const port = await freePort();
    const cluster = { folder: data, logFile: `${folder}.log`, port, password, binaries: programs, user };
    return new PostgresServer(cluster, programs);
  }

  /** A standby that follows this server; it runs when this resolves. */
  async copy(folder: string): Promise<PostgresServer> {
    const { port, password } = this.cluster;
    const copy = await PostgresServer.at(folder, this.programs, password);
    const from = `host=127.0.0.1 port=${port} user=holdpoint password=${password} application_name=standby`;
    const flags = ["--pgdata", copy.cluster.folder, "--dbname", from, "--write-recovery-conf"];
    await this.runAs(this.programs.basebackup ?? "", [...flags, "--wal-method=stream", "--checkpoint=fast"]);
    await copy.start();
    return copy;
  }

  get port(): number {
    return this.cluster.port;
  }

  get url(): string {
    return clusterUrl(this.cluster, "postgres");
  }

  async start(): Promise<void> {
    this.pid = await launch(this.cluster, SETTINGS);
  }

  /** Shutdown mode `immediate`: every process of the server is gone at once, as after a loss of power. */
  async crash(): Promise<void> {
    if (this.pid === null) return;
    process.kill(this.pid, "SIGQUIT");
    await ended(this.pid, 10);
    this.pid = null;
  }

  async stop(): Promise<void> {
    if (this.pid !== null) await stopPostmaster(this.pid, 5_000);
    this.pid = null;
  }

  async query<T extends pg.QueryResultRow>(sql: string, values: unknown[] = []): Promise<T[]> {
    const client = new pg.Client({ connectionString: this.url });
    client.on("error", () => undefined);
    await client.connect();
    try {
      return (await client.query<T>(sql, values)).rows;
    } finally {
      await client.end().catch(() => undefined);
    }
  }

  private async runAs(program: string, flags: string[]): Promise<void> {
    const { program: file, args, ...as } = this.cluster.user.command(program, flags);
    await run(file, args, { ...as, cwd: "/" });
  }
}
