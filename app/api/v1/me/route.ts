import { holdpoint } from "@/lib/app";
import { read } from "@/lib/http/read";
import { routes } from "@/lib/http/route";
import { accountBody, noQuery } from "@/lib/http/schemas";
import { change } from "@/lib/http/write";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routes({
  GET: read(noQuery, ({ principal }) => holdpoint().accounts.read(principal)),
  PATCH: change({ body: accountBody, status: 200 }, ({ principal, body }) =>
    holdpoint().accounts.chooseMail(principal, body.mail),
  ),
});
