import { revealHidden, shortName } from "@/lib/markdown/hidden-characters";
import { markdown } from "@/lib/messages/markdown";

/** Text of people and models as it is: nothing in it is markup, and nothing in it hides. */
export function PlainText({ children }: { children: string }) {
  return revealHidden(children).map(({ text, hidden }, index) =>
    hidden ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: pieces never move
      <span key={index} className="hidden-character" title={markdown.hidden(hidden)}>
        {shortName(hidden)}
      </span>
    ) : (
      text
    ),
  );
}
