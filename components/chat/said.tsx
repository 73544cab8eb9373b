import { PlainText } from "@/components/markdown/plain-text";
import { chat as words } from "@/lib/messages/chat";

/** What the person wrote, as it was written. */
export function Said({ text }: { text: string }) {
  return (
    <div className="ml-auto max-w-[85%] rounded-lg bg-accent-soft px-4 py-2.5">
      <h3 className="sr-only">{words.youSaid}</h3>
      <p className="text-base leading-[1.6] whitespace-pre-wrap wrap-anywhere">
        <PlainText>{text}</PlainText>
      </p>
    </div>
  );
}
