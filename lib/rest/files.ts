import { files } from "@/lib/features/files/contract";
import { download } from "@/lib/http/download";
import { bind } from "./bind";

export const fileRoutes = bind(files, {
  upload: ({ operations, principal, query: { name, type }, size, content }) =>
    operations.uploadFile(principal, { name, type, size }, content),
  download: async ({ operations, principal, params }) => {
    const { file, content } = await operations.readFile(principal, params.id);
    return download(file, content);
  },
});
