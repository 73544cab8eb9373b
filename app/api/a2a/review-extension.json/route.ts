import { jsonAnswer, respond } from "@/lib/http/respond";
import { answered, routes } from "@/lib/http/route";
import { reviewExtensionDocument } from "@/lib/protocols/a2a/review-extension";

/** For anybody: how questions and answers look is no secret. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routes({
  GET: (request) => answered(request, async () => respond(jsonAnswer(reviewExtensionDocument()))),
});
