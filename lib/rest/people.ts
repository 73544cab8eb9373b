import { holdpoint } from "@/lib/app";
import { people } from "@/lib/features/people/contract";
import { bind } from "./bind";

export const peopleRoutes = bind(people, {
  me: ({ principal }) => holdpoint().accounts.read(principal),
  chooseMail: ({ principal, body }) => holdpoint().accounts.chooseMail(principal, body.mail),
});
