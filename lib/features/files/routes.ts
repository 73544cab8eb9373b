import { bind } from "@/lib/http/bind";
import { download } from "@/lib/http/download";
import { files } from "./contract";

export const fileRoutes = bind(files, {
  upload: ({ operations, principal, query: { name, type }, size, content }) =>
    operations.uploadFile(principal, { name, type, size }, content),
  download: async ({ operations, principal, params }) => {
    const { file, content } = await operations.readFile(principal, params.id);
    return download(file, content);
  },
});
