import { PlainText } from "@/components/markdown/plain-text";

/** What an agent can do, in its author's words. */
export function Capabilities({ list }: { list: string[] }) {
  return (
    <span className="flex flex-wrap gap-1.5">
      {list.map((capability) => (
        <span key={capability} className="rounded-md bg-sunken px-2 py-0.5 text-xs text-quiet wrap-anywhere">
          <PlainText>{capability}</PlainText>
        </span>
      ))}
    </span>
  );
}
