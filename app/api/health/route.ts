import { healthAnswer } from "@/lib/http/health";
import { respond } from "@/lib/http/respond";
import { answered, routes } from "@/lib/http/route";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routes({
  GET: (request) => answered(request, async () => respond(await healthAnswer())),
});
