import { NextRequest } from "next/server";
import NextAuth from "next-auth";
import { HoldpointError, notFound } from "@/lib/errors";
import { readBody } from "@/lib/http/body";
import type { Params } from "@/lib/http/route";
import { authOptions } from "./options";

const formLimit = 16_384;

/** next-auth under /api/auth: its forms are small, and it writes nobody's text into our log. */
export async function signInHandler(request: NextRequest, context: { params: Promise<Params> }): Promise<Response> {
  const { nextauth } = await context.params;
  const action = Array.isArray(nextauth) ? nextauth : [];
  if (action[0] === "_log") throw notFound("address");
  const bounded = request.method === "POST" ? await withSmallBody(request) : request;
  return NextAuth(bounded, { params: { nextauth: action } }, authOptions());
}

async function withSmallBody(request: NextRequest): Promise<NextRequest> {
  const { bytes, tooLarge } = await readBody(request, formLimit);
  if (tooLarge) throw new HoldpointError("too_large", "A sign-in form is smaller than 16 kB.");
  return new NextRequest(request.url, { method: "POST", headers: request.headers, body: Buffer.from(bytes) });
}
