import { holdpoint } from "@/lib/app";
import { pageOf } from "@/lib/http/name-page";
import { read } from "@/lib/http/read";
import { routes } from "@/lib/http/route";
import { pageQuery } from "@/lib/http/schemas";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routes({
  GET: read(pageQuery, async ({ principal, query }) =>
    pageOf(await holdpoint().operations.listSchedules(principal), query, ({ workflow, name }) => `${workflow} ${name}`),
  ),
});
