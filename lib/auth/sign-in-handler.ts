import { NextRequest } from "next/server";
import NextAuth from "next-auth";
import { holdpoint } from "@/lib/app";
import { HoldpointError, invalid, notFound } from "@/lib/errors";
import { parseJson, readBody } from "@/lib/http/body";
import { senderOf } from "@/lib/http/client-address";
import { takeLinkTurn, takeSignInTurn } from "@/lib/http/rate-limit";
import type { Params } from "@/lib/http/route";
import { requireSameOrigin } from "@/lib/http/same-origin";
import { isStorable } from "@/lib/text/is-storable";
import { readAddress, readNext } from "./ask-for-link";
import { confirmPath } from "./confirm-path";
import { samePath } from "./next-path";
import { authOptions } from "./options";

const formLimit = 16_384;

/** What people send to next-auth; a session is not changed by asking for it. */
const FORMS = ["signin", "callback", "signout"];

/** next-auth under /api/auth: its forms are small, and it writes nobody's text into our log. */
export async function signInHandler(request: NextRequest, context: { params: Promise<Params> }): Promise<Response> {
  const sender = senderOf(request.headers);
  await takeSignInTurn(sender);
  const { nextauth } = await context.params;
  const action = Array.isArray(nextauth) ? nextauth : [];
  if (action[0] === "_log" || (request.method === "POST" && !FORMS.includes(action[0] ?? "")))
    throw notFound("address");
  requireStorable(request.nextUrl.searchParams);
  if (action[0] === "callback" && action[1] === "email") return followLink(request, action);
  if (request.method !== "POST" && !isForNextAuth(request, action)) return redirectTo("/sign-in?error=Default");
  if (request.method !== "POST") return NextAuth(request, { params: { nextauth: action } }, authOptions());
  const form = await readForm(request);
  const asksForLink = action[0] === "signin" && action[1] === "email" && holdpoint().signIn.mail;
  if (!asksForLink) return NextAuth(post(request, request.url, form), { params: { nextauth: action } }, authOptions());
  form.set("email", readAddress(form.get("email")));
  await takeLinkTurn(sender);
  const next = readNext(form.get("callbackUrl"), request.headers.get("host"));
  return NextAuth(post(request, request.url, form), { params: { nextauth: action } }, authOptions({ next }));
}

/**
 * A link to sign in counts when its page's button is pressed, and never because something opened it: programs that
 * look at mail open every link in it, some with a browser.
 */
async function followLink(request: NextRequest, action: string[]): Promise<Response> {
  if (request.method !== "POST") return redirectTo(confirmPath(linkIn(request.nextUrl.searchParams)));
  requireSameOrigin(request.headers, holdpoint().settings.publicUrl);
  const form = await readForm(request);
  const { token, email, next } = linkIn(form);
  const url = new URL(request.url);
  url.search = new URLSearchParams({ token, email, callbackUrl: samePath(next) }).toString();
  const answer = await NextAuth(post(request, url.href), { params: { nextauth: action } }, authOptions());
  const target = answer.headers.get("location") ?? "";
  const error = URL.canParse(target) ? new URL(target).searchParams.get("error") : null;
  if (!target.includes("/api/auth/error") || error === null) return seeOther(answer);
  return redirectTo(`/sign-in?${new URLSearchParams({ error, next: samePath(next) })}`);
}

/** next-auth puts an error as it is into a header, and answers a click that is none with an exception. */
const isForNextAuth = ({ nextUrl }: NextRequest, [act, provider]: string[]) =>
  act === "error"
    ? /^[\x20-\x7E]*$/.test(nextUrl.searchParams.get("error") ?? "")
    : act !== "callback" || provider !== "demo";

const linkIn = (given: URLSearchParams) => ({
  token: given.get("token") ?? "",
  email: given.get("email") ?? "",
  next: given.get("next") ?? given.get("callbackUrl"),
});

const redirectTo = (path: string) => new Response(null, { status: 303, headers: { Location: path } });

/** After a form a browser should GET what comes next. */
const seeOther = (answer: Response) =>
  answer.status === 302 ? new Response(null, { status: 303, headers: answer.headers }) : answer;

const post = (request: NextRequest, url: string, form?: URLSearchParams) => {
  const headers = new Headers(request.headers);
  for (const name of ["content-type", "content-length"]) headers.delete(name);
  return new NextRequest(url, { method: "POST", headers, body: form });
};

/** The fields of a form, sent as forms are or as JSON. */
async function readForm(request: NextRequest): Promise<URLSearchParams> {
  const { bytes, tooLarge } = await readBody(request, formLimit);
  if (tooLarge) throw new HoldpointError("too_large", "A sign-in form is smaller than 16 kB.");
  const text = Buffer.from(bytes).toString("utf8");
  const isJson = /^application\/json\b/i.test(request.headers.get("content-type") ?? "");
  const form = new URLSearchParams(isJson ? textsIn(parseJson({ bytes, tooLarge })) : text);
  requireStorable(form);
  return form;
}

const textsIn = (body: unknown): Record<string, string> =>
  Object.fromEntries(Object.entries(body ?? {}).filter(([, value]) => typeof value === "string"));

function requireStorable(fields: URLSearchParams): void {
  if ([...fields].every(([name, value]) => isStorable(name + value))) return;
  throw invalid([{ field: "", message: "The form contains a character that can't be used." }]);
}
