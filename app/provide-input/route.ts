import { postRoutes } from "@/lib/protocols/dialect";
import { provideBody } from "@/lib/protocols/start-workflow/schemas";
import { provideInput } from "@/lib/protocols/start-workflow/start-workflow";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = postRoutes(provideBody, provideInput);
