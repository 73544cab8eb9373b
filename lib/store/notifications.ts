import pg from "pg";
import type { Announcement, Wire } from "@/lib/live/hub";

const CHANNEL = "holdpoint";
/** Announcements are gathered this long: a NOTIFY takes a lock on all of Postgres when it commits. */
const GATHER_MS = 50;
const RECONNECT_MS = 1_000;
/** A payload may have 8,000 bytes; a run has about 150, a text 40. */
const ENTRIES = 40;

export interface Notifications extends Wire {
  close(): Promise<void>;
}

/** Carries announcements between processes over LISTEN and NOTIFY, on one connection that comes back by itself. */
export function notifications(
  databaseUrl: string,
  sender: string,
  onReceive: (announcement: Announcement) => void,
): Notifications {
  let client: pg.Client | null = null;
  let closed = false;
  let pending: Announcement = empty();
  let timer: NodeJS.Timeout | null = null;
  let retry: NodeJS.Timeout | null = null;

  async function connect(): Promise<void> {
    const next = new pg.Client({
      connectionString: databaseUrl,
      application_name: "holdpoint-live",
      keepAlive: true,
      keepAliveInitialDelayMillis: 10_000,
    });
    const again = () => {
      if (closed || client !== next) return;
      client = null;
      retry = setTimeout(() => void connect(), RECONNECT_MS);
    };
    client = next;
    next.on("error", again);
    next.on("end", again);
    next.on("notification", ({ payload }) => {
      const { from, ...announcement } = JSON.parse(payload ?? "{}") as Announcement & { from: string };
      if (from !== sender) onReceive(announcement);
    });
    try {
      await next.connect();
      await next.query(`listen ${CHANNEL}`);
    } catch {
      again();
    }
  }

  function flush(): void {
    timer = null;
    const sent = pending;
    pending = empty();
    while (sent.work || sent.runs.length > 0 || sent.texts.length > 0) {
      const part = {
        from: sender,
        work: sent.work,
        runs: sent.runs.splice(0, ENTRIES),
        texts: sent.texts.splice(0, ENTRIES),
      };
      sent.work = false;
      client?.query("select pg_notify($1, $2)", [CHANNEL, JSON.stringify(part)]).catch(() => undefined);
    }
  }

  void connect();
  return {
    send(announcement) {
      pending.work ||= announcement.work;
      pending.runs.push(...announcement.runs.filter(({ id }) => !pending.runs.some((run) => run.id === id)));
      pending.texts.push(...announcement.texts.filter((id) => !pending.texts.includes(id)));
      timer ??= setTimeout(flush, GATHER_MS);
    },
    async close() {
      closed = true;
      if (timer) clearTimeout(timer);
      if (retry) clearTimeout(retry);
      await client?.end().catch(() => undefined);
    },
  };
}

const empty = (): Announcement => ({ runs: [], texts: [], work: false });
