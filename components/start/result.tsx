import { CheckCircle2 } from "lucide-react";
import { FileLinks } from "@/components/forms/file-link";
import { Markdown } from "@/components/markdown/markdown";
import { PlainText } from "@/components/markdown/plain-text";
import { MadeWith } from "@/components/reviews/made-with";
import { Paper } from "@/components/reviews/paper";
import { Json } from "@/components/ui/json";
import { shownText } from "@/lib/markdown/hidden-characters";
import { start as words } from "@/lib/messages/start";
import type { RunSummary } from "@/lib/views/views";
import { readOutput } from "./read-output";

/** What came out: a title and a text where there are any, everything else under its name. */
export function Result({ run }: { run: Pick<RunSummary, "output" | "models"> }) {
  const parts = readOutput(run.output);
  return (
    <Paper
      label={words.result}
      short={parts.text === null}
      header={
        <>
          <span className="flex items-center gap-2 font-semibold text-done">
            <CheckCircle2 aria-hidden size={16} />
            {words.result}
          </span>
          <MadeWith models={run.models} />
        </>
      }
    >
      {parts.title ? (
        <h3 className="mb-6 max-w-[22em] text-2xl leading-8 font-semibold wrap-anywhere">
          <PlainText>{parts.title}</PlainText>
        </h3>
      ) : null}
      {parts.text ? <Markdown>{parts.text}</Markdown> : null}
      {parts.texts.map(([name, text]) => (
        <section key={name} aria-label={shownText(name)} className="mt-8 first:mt-0">
          <h3 className="mb-2 text-xs text-quiet">
            <PlainText>{name}</PlainText>
          </h3>
          <Markdown>{text}</Markdown>
        </section>
      ))}
      {parts.facts.length > 0 ? (
        <dl className="mt-8 flex flex-wrap gap-x-8 gap-y-2 border-t border-line pt-4 first:mt-0 first:border-0 first:pt-0">
          {parts.facts.map(([name, value]) => (
            <div key={name}>
              <dt className="text-xs text-quiet">
                <PlainText>{name}</PlainText>
              </dt>
              <dd className="figures wrap-anywhere">
                <PlainText>{value}</PlainText>
              </dd>
            </div>
          ))}
        </dl>
      ) : null}
      {parts.rest === null ? null : <Json value={parts.rest} label={words.result} />}
      <FileLinks value={parts.rest} />
    </Paper>
  );
}
