import type { Json as JsonValue } from "@/lib/views/views";
import { Scrollable } from "./scrollable";

/** Data as it is, for authors and operators. Long lines wrap, long values scroll. */
export function Json({ value, label }: { value: JsonValue; label: string }) {
  return (
    <Scrollable label={label} className="max-h-96 overflow-auto rounded-lg bg-sunken px-3 py-2">
      <pre className="font-mono text-xs leading-5 whitespace-pre-wrap wrap-anywhere">
        {typeof value === "string" ? value : JSON.stringify(value, null, 2)}
      </pre>
    </Scrollable>
  );
}
