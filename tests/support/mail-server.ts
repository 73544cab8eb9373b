import { SMTPServer } from "smtp-server";

export interface ReceivedMail {
  to: string;
  messageId: string;
  subject: string;
  headers: string;
  html: string;
  text: string;
  /** False for one that the server took and never acknowledged. */
  acknowledged: boolean;
}

export interface MailServer {
  url: string;
  /** All that came in, also what was not acknowledged. */
  received: ReceivedMail[];
  /** The next one, or one that is here, that fits. */
  mail(fits: (mail: ReceivedMail) => boolean): Promise<ReceivedMail>;
  /** What to do with the next mails, one each: cut the line, say no, or leave them waiting. Then all are taken. */
  behave(...next: ("drop" | "refuse" | "hold")[]): void;
  close(): Promise<void>;
}

/** A mail server that asks for a password, as real ones do. */
export async function startMailServer(user = "holdpoint", password = "mail-password-42"): Promise<MailServer> {
  const received: ReceivedMail[] = [];
  const waiting = new Set<() => void>();
  const behaviour: ("drop" | "refuse" | "hold")[] = [];
  const server = new SMTPServer({
    disabledCommands: ["STARTTLS"],
    allowInsecureAuth: true,
    closeTimeout: 100,
    onAuth({ username, password: given }, _session, callback) {
      if (username === user && given === password) callback(null, { user });
      else callback(new Error("Wrong user or password"));
    },
    onData(stream, session, callback) {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("end", () => {
        const next = behaviour.shift();
        const [to] = session.envelope.rcptTo;
        received.push({
          ...parse(Buffer.concat(chunks).toString("utf8")),
          to: to?.address ?? "",
          acknowledged: next === undefined,
        });
        for (const look of waiting) look();
        if (next === "drop") cut((id) => id === session.id);
        else if (next === "refuse") callback(Object.assign(new Error("No such mailbox"), { responseCode: 550 }));
        else if (next === undefined) callback(null);
      });
    },
  });
  const cut = (fits: (id: string) => boolean) => {
    for (const { id, _socket } of server.connections) if (fits(id)) _socket.destroy();
  };
  // A line that was cut is what some tests are about.
  server.on("error", () => undefined);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", () => resolve()));
  const address = server.server.address();
  if (!address || typeof address === "string") throw new Error("The mail server has no port.");
  return {
    url: `smtp://${user}:${password}@127.0.0.1:${address.port}`,
    received,
    mail: (fits) =>
      new Promise((resolve) => {
        const look = () => {
          const found = received.find(fits);
          if (!found) return;
          waiting.delete(look);
          resolve(found);
        };
        waiting.add(look);
        look();
      }),
    behave: (...next) => void behaviour.push(...next),
    close: () =>
      new Promise((resolve) => {
        cut(() => true);
        server.close(() => resolve());
      }),
  };
}

function parse(raw: string): Pick<ReceivedMail, "messageId" | "subject" | "headers" | "html" | "text"> {
  const [headers, body] = split(raw);
  const boundary = /boundary="([^"]+)"/.exec(headers)?.[1] ?? "none";
  const parts = body.split(`--${boundary}`).map(split);
  const part = (type: string) => decode(parts.find(([head]) => head.includes(type)) ?? ["", ""]);
  return {
    headers,
    messageId: header(headers, "Message-ID"),
    subject: header(headers, "Subject").replaceAll(/=\?UTF-8\?([QB])\?(.*?)\?=\s*/gi, (_, how: string, text: string) =>
      how.toUpperCase() === "B" ? Buffer.from(text, "base64").toString("utf8") : quoted(text.replaceAll("_", " ")),
    ),
    html: part("text/html"),
    text: part("text/plain"),
  };
}

function split(raw: string): [string, string] {
  const trimmed = raw.replace(/^\r\n/, "");
  const end = trimmed.indexOf("\r\n\r\n");
  return [trimmed.slice(0, end).replaceAll(/\r\n\s+/g, " "), trimmed.slice(end + 4)];
}

const header = (headers: string, name: string) => new RegExp(`^${name}: (.*)$`, "im").exec(headers)?.[1]?.trim() ?? "";

function decode([head, body]: [string, string]): string {
  const encoding = header(head, "Content-Transfer-Encoding").toLowerCase();
  if (encoding === "base64") return Buffer.from(body, "base64").toString("utf8");
  return encoding === "quoted-printable" ? quoted(body) : body;
}

const quoted = (text: string) =>
  Buffer.from(
    text
      .replaceAll(/=\r\n/g, "")
      .replaceAll(/=([0-9A-F]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    "latin1",
  ).toString("utf8");
