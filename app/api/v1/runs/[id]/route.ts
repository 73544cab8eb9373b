import { readRun } from "@/lib/http/held";
import { pathId } from "@/lib/http/path-id";
import { read } from "@/lib/http/read";
import { routes } from "@/lib/http/route";
import { noQuery } from "@/lib/http/schemas";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routes({
  GET: read(noQuery, ({ principal, params, request }) => readRun(principal, pathId(params, "run"), request)),
});
