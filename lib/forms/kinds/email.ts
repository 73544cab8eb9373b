import { z } from "zod";
import { expected, wrongType } from "@/lib/forms/messages";
import { formatted } from "./text";

export const email = formatted("email", "email", (label) =>
  z.email({ ...wrongType(label, expected.email), abort: true }),
);
