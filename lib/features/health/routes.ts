import { bind } from "@/lib/http/bind";
import { healthAnswer } from "@/lib/http/health";
import { respond } from "@/lib/http/respond";
import { answered } from "@/lib/http/route";
import { health } from "./contract";

export const healthRoutes = bind(health, {
  check: (request) => answered(request, async () => respond(await healthAnswer())),
});
