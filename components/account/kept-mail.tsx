"use client";

import { useState } from "react";
import { Scrollable } from "@/components/ui/scrollable";
import { Segmented } from "@/components/ui/segmented";
import { outbox as words } from "@/lib/messages/mail";

type View = "html" | "text";

/** A mail as a mail program shows it, or its plain text. */
export function KeptMail({ id, text }: { id: string; text: string }) {
  const [view, setView] = useState<View>("html");
  return (
    <div className="flex flex-col items-start gap-3">
      <Segmented<View>
        label={words.show}
        value={view}
        onChange={setView}
        options={(["html", "text"] as const).map((value) => ({ value, label: words.views[value] }))}
      />
      {view === "html" ? (
        <iframe
          src={`/api/outbox/${id}`}
          title={words.frame}
          sandbox="allow-popups allow-popups-to-escape-sandbox"
          className="h-[75dvh] min-h-96 w-full rounded-lg border border-line bg-surface"
        />
      ) : (
        <Scrollable label={words.frame} className="w-full rounded-lg border border-line bg-surface p-4">
          <pre className="font-mono text-sm whitespace-pre-wrap wrap-anywhere">{text}</pre>
        </Scrollable>
      )}
    </div>
  );
}
