"use client";

import type { ReactNode } from "react";
import { PlainText } from "@/components/markdown/plain-text";
import type { Json as JsonValue } from "@/lib/views/views";
import { CopyButton } from "./copy-button";
import { Scrollable } from "./scrollable";

/** Data as it is, for authors and operators, and to copy. Long lines wrap, long values scroll. */
export function Json({ value, label, heading }: { value: JsonValue; label: string; heading?: ReactNode }) {
  const text = typeof value === "string" ? value : JSON.stringify(value, null, 2);
  return (
    <div className="flex flex-col gap-1">
      <div className="flex min-h-7 items-center justify-between">
        {heading ?? <span />}
        <CopyButton text={text} what={label} small />
      </div>
      <Scrollable label={label} className="max-h-96 overflow-auto rounded-lg bg-sunken px-3 py-2">
        <pre className="font-mono text-xs leading-5 whitespace-pre-wrap wrap-anywhere">
          <PlainText>{text}</PlainText>
        </pre>
      </Scrollable>
    </div>
  );
}
