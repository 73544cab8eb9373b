import { Markdown } from "@/components/markdown/markdown";
import { PlainText } from "@/components/markdown/plain-text";
import { MadeWith } from "@/components/reviews/made-with";
import { Json } from "@/components/ui/json";
import { Notice } from "@/components/ui/notice";
import { chat as words } from "@/lib/messages/chat";
import { finalText } from "@/lib/views/threads";
import type { RunSummary } from "@/lib/views/views";

/** What came of a turn that has ended. */
export function TurnOutcome({ run }: { run: Pick<RunSummary, "status" | "output" | "error" | "models"> }) {
  const { status, output, error, models } = run;
  if (status === "failed") {
    return (
      <Notice tone="failed">
        <p className="wrap-anywhere">
          {words.failed} <PlainText>{error?.message ?? ""}</PlainText>
        </p>
      </Notice>
    );
  }
  if (status === "canceled") return <p className="text-quiet">{words.canceled}</p>;
  const text = finalText(output);
  if (text === null) return <p className="text-quiet">{words.nothing}</p>;
  const isData = text.startsWith("{") || text.startsWith("[");
  return (
    <div className="flex flex-col gap-4">
      {isData ? <Json value={output} label={words.answer} /> : <Markdown>{text}</Markdown>}
      <MadeWith models={models} />
    </div>
  );
}
