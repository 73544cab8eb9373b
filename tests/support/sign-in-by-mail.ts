import type { MailServer } from "./mail-server";

/** Settings of a Holdpoint that sends mail through this server, and lets Ana (an admin) and example.com sign in by it. */
export const mailSettings = (server: MailServer, more: Record<string, string> = {}): Record<string, string> => ({
  HOLDPOINT_SMTP_URL: server.url,
  HOLDPOINT_MAIL_FROM: "Holdpoint <holdpoint@example.com>",
  HOLDPOINT_ADMINS: "ana@example.com",
  HOLDPOINT_JOIN_DOMAINS: "example.com",
  HOLDPOINT_MAIL_DELAY_SECONDS: "0",
  HOLDPOINT_SWEEP_SECONDS: "0.2",
  HOLDPOINT_LEASE_SECONDS: "2",
  ...more,
});

/** Asks for a link as the sign-in page does; answers the page's reply. */
export async function askForLink(url: string, email: string, callbackUrl = "/", headers: Record<string, string> = {}) {
  const csrf = await fetch(`${url}/api/auth/csrf`);
  const { csrfToken } = (await csrf.json()) as { csrfToken: string };
  const reply = await fetch(`${url}/api/auth/signin/email`, {
    method: "POST",
    redirect: "manual",
    headers: { Cookie: cookiesOf(csrf), ...headers },
    body: new URLSearchParams({ csrfToken, email, callbackUrl, json: "true" }),
  });
  return { status: reply.status, text: await reply.text() };
}

/** The link in the newest mail to somebody that signs in. */
export async function linkTo(server: MailServer, email: string): Promise<URL> {
  const isIt = (mail: { to: string; text: string }) => mail.to === email && mail.text.includes("/sign-in/confirm?");
  await server.mail(isIt);
  const found = /https?:\S+\/sign-in\/confirm\?\S+/.exec(server.received.findLast(isIt)?.text ?? "");
  return new URL(found?.[0] ?? "");
}

/** Presses the button of the page that a link leads to. */
export function pressButton(link: URL, headers: Record<string, string> = { Origin: link.origin }): Promise<Response> {
  return fetch(`${link.origin}/api/auth/callback/email`, {
    method: "POST",
    redirect: "manual",
    headers,
    body: new URLSearchParams(link.searchParams),
  });
}

export const cookiesOf = (response: Response): string =>
  response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(";")[0])
    .join("; ");
