/** Signs in as one of the demo's people, as the sign-in page does; returns the session's cookie header. */
export async function signIn(url: string, email: string): Promise<string> {
  const csrf = await fetch(`${url}/api/auth/csrf`);
  const { csrfToken } = (await csrf.json()) as { csrfToken: string };
  const signedIn = await fetch(`${url}/api/auth/callback/demo`, {
    method: "POST",
    redirect: "manual",
    headers: { Cookie: cookiesOf(csrf) },
    body: new URLSearchParams({ csrfToken, email, json: "true" }),
  });
  return cookiesOf(signedIn);
}

/** Ends the session of a cookie, as the account menu does. */
export async function signOut(url: string, cookie: string): Promise<void> {
  const csrf = await fetch(`${url}/api/auth/csrf`);
  const { csrfToken } = (await csrf.json()) as { csrfToken: string };
  await fetch(`${url}/api/auth/signout`, {
    method: "POST",
    redirect: "manual",
    headers: { Cookie: `${cookie}; ${cookiesOf(csrf)}` },
    body: new URLSearchParams({ csrfToken, json: "true" }),
  });
}

const cookiesOf = (response: Response) =>
  response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(";")[0])
    .join("; ");
