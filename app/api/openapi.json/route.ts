import { jsonAnswer, respond } from "@/lib/http/respond";
import { answered, routes } from "@/lib/http/route";
import { openApiDocument } from "@/lib/openapi/document";

/** For anybody: what can be asked here is no secret, only the answers are. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routes({
  GET: (request) => answered(request, async () => respond(jsonAnswer(openApiDocument()))),
});
