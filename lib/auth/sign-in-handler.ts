import { NextRequest } from "next/server";
import NextAuth from "next-auth";
import { holdpoint } from "@/lib/app";
import { HoldpointError, notFound } from "@/lib/errors";
import { readBody } from "@/lib/http/body";
import type { Params } from "@/lib/http/route";
import { requireSameOrigin } from "@/lib/http/same-origin";
import { confirmPath } from "./confirm-path";
import { samePath } from "./next-path";
import { authOptions } from "./options";

const formLimit = 16_384;

/** next-auth under /api/auth: its forms are small, and it writes nobody's text into our log. */
export async function signInHandler(request: NextRequest, context: { params: Promise<Params> }): Promise<Response> {
  const { nextauth } = await context.params;
  const action = Array.isArray(nextauth) ? nextauth : [];
  if (action[0] === "_log") throw notFound("address");
  if (action[0] === "callback" && action[1] === "email") return followLink(request, action);
  const bounded =
    request.method === "POST" ? post(request, request.url, Buffer.from(await smallBody(request))) : request;
  return NextAuth(bounded, { params: { nextauth: action } }, authOptions());
}

/**
 * A link to sign in counts when its page's button is pressed, and never because something opened it: programs that
 * look at mail open every link in it, some with a browser.
 */
async function followLink(request: NextRequest, action: string[]): Promise<Response> {
  if (request.method !== "POST") return redirectTo(confirmPath(linkIn(request.nextUrl.searchParams)));
  requireSameOrigin(request.headers, holdpoint().settings.publicUrl);
  const form = new URLSearchParams(Buffer.from(await smallBody(request)).toString("utf8"));
  const { token, email, next } = linkIn(form);
  const url = new URL(request.url);
  url.search = new URLSearchParams({ token, email, callbackUrl: samePath(next) }).toString();
  const answer = await NextAuth(post(request, url.href), { params: { nextauth: action } }, authOptions());
  const target = answer.headers.get("location") ?? "";
  const error = URL.canParse(target) ? new URL(target).searchParams.get("error") : null;
  if (!target.includes("/api/auth/error") || error === null) return seeOther(answer);
  return redirectTo(`/sign-in?${new URLSearchParams({ error, next: samePath(next) })}`);
}

const linkIn = (given: URLSearchParams) => ({
  token: given.get("token") ?? "",
  email: given.get("email") ?? "",
  next: given.get("next") ?? given.get("callbackUrl"),
});

const redirectTo = (path: string) => new Response(null, { status: 303, headers: { Location: path } });

/** After a form a browser should GET what comes next. */
const seeOther = (answer: Response) =>
  answer.status === 302 ? new Response(null, { status: 303, headers: answer.headers }) : answer;

const post = (request: NextRequest, url: string, body?: Buffer<ArrayBuffer>) => {
  const headers = new Headers(request.headers);
  if (!body) for (const name of ["content-type", "content-length"]) headers.delete(name);
  return new NextRequest(url, { method: "POST", headers, body });
};

async function smallBody(request: NextRequest): Promise<Uint8Array> {
  const { bytes, tooLarge } = await readBody(request, formLimit);
  if (tooLarge) throw new HoldpointError("too_large", "A sign-in form is smaller than 16 kB.");
  return bytes;
}
