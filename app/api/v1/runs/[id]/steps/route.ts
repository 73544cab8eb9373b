import { holdpoint } from "@/lib/app";
import { pathId } from "@/lib/http/path-id";
import { read } from "@/lib/http/read";
import { routes } from "@/lib/http/route";
import { stepsQuery } from "@/lib/http/schemas";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routes({
  GET: read(stepsQuery, ({ principal, params, query }) =>
    holdpoint().operations.listSteps(principal, pathId(params, "run"), query),
  ),
});
