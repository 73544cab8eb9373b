import { holdpoint } from "@/lib/app";
import { download } from "@/lib/http/download";
import { pathId } from "@/lib/http/path-id";
import { read } from "@/lib/http/read";
import { routes } from "@/lib/http/route";
import { noQuery } from "@/lib/http/schemas";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routes({
  GET: read(noQuery, async ({ principal, params }) => {
    const { file, content } = await holdpoint().operations.readFile(principal, pathId(params, "file"));
    return download(file, content);
  }),
});
