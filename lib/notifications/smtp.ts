import { createTransport } from "nodemailer";
import { type Message, type Post, PostError } from "./ports";

export interface SmtpSettings {
  /** `smtp://user:password@host:587`, or `smtps://` for TLS from the first byte. */
  url: string;
  /** `Holdpoint <holdpoint@example.com>` */
  from: string;
  /** Encryption is a must unless the server is on this machine or the settings say otherwise. */
  requireTls: boolean;
}

/** A mail server. Few connections, kept open; each wait has an end. */
export function smtpPost({ url, from, requireTls }: SmtpSettings, timeoutMs: number): Post {
  const transport = createTransport({
    url,
    pool: true,
    maxConnections: 3,
    requireTLS: requireTls,
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    socketTimeout: timeoutMs,
    dnsTimeout: timeoutMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  // Without a listener an idle connection that breaks would end the process.
  transport.on("error", () => undefined);
  return {
    async send({ to, subject, html, text, messageId, references }: Message) {
      // What a filter of the receiver goes by: no answers to a machine, please.
      const headers = { "Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All" };
      await transport
        .sendMail({ from, to, subject, html, text, messageId, references, headers })
        .catch((error: unknown) => {
          throw postError(error);
        });
    },
    close: () => transport.close(),
  };
}

interface SmtpError {
  code?: unknown;
  responseCode?: unknown;
  response?: unknown;
}

/** The server's own words, without those that were sent to it. */
function postError(error: unknown): PostError {
  const { code, responseCode, response } = error as SmtpError;
  const said = typeof response === "string" ? response.replaceAll(/\p{Cc}+/gu, " ").slice(0, 200) : "";
  const reason = said
    ? `The mail server said: ${said}`
    : `The mail server could not be used (${String(code ?? "unknown")}).`;
  const refused = typeof responseCode === "number" && responseCode >= 500 && code !== "EAUTH";
  return new PostError(reason, refused);
}
