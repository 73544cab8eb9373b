import type { FieldKind } from "./kind";
import { select } from "./select";

export const radio: FieldKind = { ...select, hinted: true };
