import { routes } from "@/lib/http/route";
import { upload } from "@/lib/http/upload";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routes({ POST: upload });
