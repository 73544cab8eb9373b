import { z } from "zod";
import { named } from "@/lib/features/component";
import { id, role } from "@/lib/features/shapes";

/** The signed-in person. */
export const me = named(
  "Me",
  z.strictObject({
    id,
    name: z.string(),
    email: z.string(),
    role,
    /** What they want mail about: all that waits for them, only what was assigned to them or theirs, or nothing. */
    mail: z.enum(["all", "assigned", "none"]),
  }),
);

export type MeView = z.output<typeof me>;
export type MailChoice = MeView["mail"];
