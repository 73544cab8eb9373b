import type { NextRequest } from "next/server";
import { signInHandler } from "@/lib/auth/sign-in-handler";
import { answered, type Handler, routes } from "@/lib/http/route";

/** Only Next answers these: lib/server/api.ts has no other folder than api/v1. */
const signIn: Handler = (request, context) => answered(request, () => signInHandler(request as NextRequest, context));

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routes({
  GET: signIn,
  POST: signIn,
});
