import { health } from "@/lib/features/health/contract";
import { healthAnswer } from "@/lib/http/health";
import { respond } from "@/lib/http/respond";
import { answered } from "@/lib/http/route";
import { bind } from "./bind";

export const healthRoutes = bind(health, {
  check: (request) => answered(request, async () => respond(await healthAnswer())),
});
