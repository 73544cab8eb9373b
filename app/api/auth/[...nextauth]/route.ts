import { signInHandler } from "@/lib/auth/sign-in-handler";
import { answered, routes } from "@/lib/http/route";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routes({
  GET: (request, context) => answered(request, () => signInHandler(request, context)),
  POST: (request, context) => answered(request, () => signInHandler(request, context)),
});
