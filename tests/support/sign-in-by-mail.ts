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

/** The link to sign in of the next mail to somebody that has one; each is found once. */
export async function linkTo(server: MailServer, email: string): Promise<URL> {
  const found = await server.mail(({ to, text }) => to === email && text.includes("/sign-in/confirm?"));
  server.received.splice(server.received.indexOf(found), 1);
  return new URL(/https?:\S+\/sign-in\/confirm\?\S+/.exec(found.text)?.[0] ?? "");
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
