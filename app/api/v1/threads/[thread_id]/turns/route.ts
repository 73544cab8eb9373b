import { holdpoint } from "@/lib/app";
import { pathThread } from "@/lib/http/path-thread";
import { read } from "@/lib/http/read";
import { routes } from "@/lib/http/route";
import { pageQuery } from "@/lib/http/schemas";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routes({
  GET: read(pageQuery, ({ principal, params, query }) =>
    holdpoint().operations.listTurns(principal, pathThread(params), query),
  ),
});
