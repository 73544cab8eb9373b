import { z } from "zod";
import { contract, get, patch } from "@/lib/features/endpoint";
import { oneOf } from "@/lib/features/schemas";
import { me } from "./views";

export const people = contract(
  { group: "Account" },
  {
    me: get("/api/v1/me", "Who you are, and which mails you get", { answer: me }),
    chooseMail: patch("/api/v1/me", "Choose which mails you get", {
      body: z.strictObject({ mail: oneOf(me.shape.mail.options) }),
      answer: me,
    }),
  },
);
