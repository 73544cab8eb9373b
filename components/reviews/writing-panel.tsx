import { Markdown } from "@/components/markdown/markdown";
import { Paper } from "./paper";

/** Text as a model writes it. `sentence` says what happens, `name` what comes of it. */
export function WritingPanel({ name, sentence, text }: { name: string; sentence: string; text: string }) {
  return (
    <Paper busy label={sentence} header={<Busy sentence={name} />}>
      {text ? <Markdown className="writing">{text}</Markdown> : <Waiting />}
    </Paper>
  );
}

export function Busy({ sentence }: { sentence: string }) {
  return (
    <span className="flex items-center gap-2.5 font-semibold">
      <span aria-hidden className="size-2 animate-[breathe_1.2s_infinite] rounded-full bg-running" />
      {sentence}
    </span>
  );
}

/** Lines where the text will be; seen only when the first word takes longer than usual. */
function Waiting() {
  return (
    <div aria-hidden className="appear-late flex max-w-[36em] flex-col gap-3 py-1">
      {["w-full", "w-11/12", "w-full", "w-3/5"].map((width, line) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines never move
        <div key={line} className={`h-4 rounded bg-sunken ${width}`} />
      ))}
    </div>
  );
}
