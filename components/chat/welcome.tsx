import { Button } from "@/components/ui/button";
import { chat as words } from "@/lib/messages/chat";

/** Before the first message: what this is for, and something to try. */
export function Welcome({ onTry }: { onTry(prompt: string): void }) {
  return (
    <div className="flex flex-col gap-6 pb-6">
      <p className="max-w-prose text-[17px] leading-[1.6] text-quiet">{words.emptyText}</p>
      <div className="flex flex-col items-start gap-2">
        <h2 className="text-xs text-quiet">{words.examples}</h2>
        {words.examplePrompts.map((prompt) => (
          <Button key={prompt} className="h-auto justify-start text-left font-normal" onClick={() => onTry(prompt)}>
            {prompt}
          </Button>
        ))}
      </div>
    </div>
  );
}
