import { z } from "zod";
import { text as words } from "@/lib/forms/messages";
import { text } from "./text";

/** A type that only another release knows: shown as text, and not taken. */
export const other: typeof text = { ...text, schema: ({ label }) => z.never(words.otherRelease(label)) };
