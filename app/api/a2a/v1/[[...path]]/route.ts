import { routes } from "@/lib/http/route";
import { httpJson } from "@/lib/protocols/a2a/http-json";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routes({
  GET: httpJson,
  POST: httpJson,
  DELETE: httpJson,
});
