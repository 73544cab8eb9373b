import { notFound } from "@/lib/errors";
import { answered, type Handler } from "@/lib/http/route";

/** Every path of the API that nothing else answers. */
const nothing: Handler = (request) =>
  answered(request, async () => {
    throw notFound("address");
  });

export {
  nothing as DELETE,
  nothing as GET,
  nothing as HEAD,
  nothing as OPTIONS,
  nothing as PATCH,
  nothing as POST,
  nothing as PUT,
};
