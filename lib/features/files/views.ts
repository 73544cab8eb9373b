import { z } from "zod";
import { named } from "@/lib/features/component";
import { id, time } from "@/lib/features/shapes";

/** A file somebody uploaded; name and type as they said, size in bytes. */
export const file = named(
  "File",
  z.strictObject({ id, name: z.string(), type: z.string(), size: z.int(), createdAt: time }),
);

export type FileView = z.output<typeof file>;
