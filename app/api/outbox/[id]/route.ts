import { holdpoint } from "@/lib/app";
import { notFound } from "@/lib/errors";
import { noQuery } from "@/lib/features/schemas";
import { mailPreview } from "@/lib/http/mail-preview";
import { pathId } from "@/lib/http/path-id";
import { read } from "@/lib/http/read";
import { routes } from "@/lib/http/route";

/** A kept mail as a mail program shows it, for the frame on its page. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routes({
  GET: read(noQuery, async ({ principal, params }) => {
    const { outbox } = holdpoint();
    if (!outbox) throw notFound("mail");
    return mailPreview((await outbox.get(principal, pathId(params, "mail"))).html);
  }),
});
