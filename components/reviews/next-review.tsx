"use client";

import { ArrowRight } from "lucide-react";
import { useEffect, useState } from "react";
import { fetchNextReview } from "@/components/api/run-bundle";
import { PlainText } from "@/components/markdown/plain-text";
import { Link } from "@/components/ui/link";
import { decision as words } from "@/lib/messages/review";
import type { ReviewSummary } from "@/lib/views/views";

/** The next thing that waits, which may be of other work than this. */
export function NextReview({ after, runId }: { after: string; runId: string }) {
  const [next, setNext] = useState<ReviewSummary | null>();
  useEffect(() => {
    let gone = false;
    void fetchNextReview(after).then((found) => !gone && setNext(found));
    return () => {
      gone = true;
    };
  }, [after]);
  // The next question of the same work is offered above.
  const other = next && next.runId !== runId ? next : null;
  return (
    <nav aria-label={words.next} className="flex min-h-9 flex-col gap-1 border-t border-line pt-3">
      {other ? (
        <Link href={`/reviews/${other.id}`} className="flex items-center gap-2 text-accent">
          <span className="line-clamp-2 min-w-0 flex-1 underline underline-offset-2">
            <PlainText>{words.nextTitle(other.title)}</PlainText>
          </span>
          <ArrowRight aria-hidden size={14} className="shrink-0" />
        </Link>
      ) : next === null ? (
        <p className="text-quiet">{words.nothingNext}</p>
      ) : null}
      <Link href="/inbox" className="self-start text-accent underline underline-offset-2">
        {words.toInbox}
      </Link>
    </nav>
  );
}
