import { holdpoint } from "@/lib/app";
import { pathId } from "@/lib/http/path-id";
import { read } from "@/lib/http/read";
import { routes } from "@/lib/http/route";
import { branchesQuery } from "@/lib/http/schemas";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routes({
  GET: read(branchesQuery, ({ principal, params, query }) =>
    holdpoint().operations.listBranches(principal, pathId(params, "run"), query),
  ),
});
