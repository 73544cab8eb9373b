import { z } from "zod";
import { contract } from "@/lib/http/endpoint";
import { oneOf } from "@/lib/http/schemas";
import { me } from "./views";

export const people = contract(
  { group: "Account" },
  {
    me: {
      method: "get",
      path: "/api/v1/me",
      summary: "Who you are, and which mails you get",
      answer: me,
    },
    chooseMail: {
      method: "patch",
      path: "/api/v1/me",
      summary: "Choose which mails you get",
      body: z.strictObject({ mail: oneOf(me.shape.mail.options) }),
      headers: ["Idempotency-Key"],
      answer: me,
    },
  },
);
