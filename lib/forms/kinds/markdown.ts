import { z } from "zod";
import type { FieldKind } from "./kind";

/** Text among the fields, which is only read. */
export const markdown: FieldKind = { holds: "nothing", schema: () => z.never(), jsonSchema: () => ({}) };
