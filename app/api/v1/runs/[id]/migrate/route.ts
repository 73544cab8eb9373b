import { holdpoint } from "@/lib/app";
import { pathId } from "@/lib/http/path-id";
import { routes } from "@/lib/http/route";
import { emptyBody } from "@/lib/http/schemas";
import { write } from "@/lib/http/write";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routes({
  POST: write({ body: emptyBody, status: 200, mayBeEmpty: true }, ({ principal, params }) =>
    holdpoint().operations.migrateRun(principal, pathId(params, "run")),
  ),
});
