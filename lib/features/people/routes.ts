import { holdpoint } from "@/lib/app";
import { bind } from "@/lib/http/bind";
import { people } from "./contract";

export const peopleRoutes = bind(people, {
  me: ({ principal }) => holdpoint().accounts.read(principal),
  chooseMail: ({ principal, body }) => holdpoint().accounts.chooseMail(principal, body.mail),
});
