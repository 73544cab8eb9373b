import { z } from "zod";
import type { Actor, Assignee, Starter } from "@/lib/words/people";
import { component, named } from "./component";
import { json } from "./schemas";

/** Parts of answers that several features have. */

export const id = z.uuid();
/** ISO 8601 in UTC. */
export const time = z.iso.datetime();

named("Json", json, "Any JSON.");

/** Every list answers in this shape. `nextCursor` is null on the last page. */
export interface Page<T> {
  data: T[];
  nextCursor: string | null;
}

export const page = <T extends z.ZodType>(item: T) =>
  z.strictObject({ data: z.array(item), nextCursor: z.string().nullable() }) satisfies z.ZodType<Page<z.output<T>>>;

export const role = z.enum(["author", "reviewer", "admin"]);

const whoIs = {
  kind: z.enum(["person", "assistant", "system"]),
  id: z.string(),
  name: z.string(),
  model: z.string().optional().describe("The model that an assistant wrote with."),
};
export const actor = component<Actor>("Actor")(z.strictObject(whoIs));

export const starter = component<Starter>("Starter")(
  z.strictObject({
    ...whoIs,
    hops: z.int().optional().describe("How many agents the message that started it came through; absent for none."),
  }),
);

export const assignee = component<Assignee>("Assignee")(
  z.union([
    z.strictObject({ kind: z.literal("person"), id: z.string() }),
    z.strictObject({ kind: z.literal("team"), id: z.string() }),
    z.strictObject({ kind: z.literal("role"), id: role }),
  ]),
);

export const step = named("StepRef", z.strictObject({ index: z.int(), name: z.string() }));
