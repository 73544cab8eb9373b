import { routes } from "@/lib/http/route";
import { jsonRpc } from "@/lib/protocols/a2a/json-rpc";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routes({ POST: jsonRpc });
