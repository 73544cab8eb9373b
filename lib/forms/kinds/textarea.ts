import type { TypedKind } from "./kind";
import { text } from "./text";

export const textarea: TypedKind = { ...text, hinted: true, typed: "lines" };
