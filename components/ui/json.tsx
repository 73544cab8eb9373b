import type { Json as JsonValue } from "@/lib/views/views";

/** Data as it is, for authors and operators. Long lines wrap, long values scroll. */
export function Json({ value, label }: { value: JsonValue; label: string }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <pre
      tabIndex={0}
      aria-label={label}
      role="group"
      className="max-h-96 overflow-auto rounded-lg bg-sunken px-3 py-2 font-mono text-xs leading-5 whitespace-pre-wrap wrap-anywhere"
    >
      {typeof value === "string" ? value : JSON.stringify(value, null, 2)}
    </pre>
  );
}
