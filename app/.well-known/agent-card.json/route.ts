import { routes } from "@/lib/http/route";
import { cardRoute } from "@/lib/protocols/a2a/card-route";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routes({ GET: cardRoute });
