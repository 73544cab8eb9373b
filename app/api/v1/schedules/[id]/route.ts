import { holdpoint } from "@/lib/app";
import { pathId } from "@/lib/http/path-id";
import { routes } from "@/lib/http/route";
import { scheduleBody } from "@/lib/http/schemas";
import { change } from "@/lib/http/write";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routes({
  PATCH: change({ body: scheduleBody, status: 200 }, ({ principal, params, body }) =>
    holdpoint().operations.setScheduleEnabled(principal, pathId(params, "schedule"), body.enabled),
  ),
});
