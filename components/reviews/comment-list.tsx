"use client";

import { useState } from "react";
import { PlainText } from "@/components/markdown/plain-text";
import { PersonMark } from "@/components/shell/person-mark";
import { Time } from "@/components/ui/time";
import { review as words } from "@/lib/messages/review";
import type { CommentView } from "@/lib/views/views";

const shownAtFirst = 2;

/** What people said so far, oldest first; long threads begin with the newest. */
export function CommentList({ comments }: { comments: CommentView[] }) {
  const [all, setAll] = useState(false);
  const hidden = all ? 0 : Math.max(0, comments.length - shownAtFirst);
  if (comments.length === 0) return null;
  return (
    <section aria-labelledby="comments-heading" className="flex flex-col gap-3">
      <h2 id="comments-heading" className="figures font-semibold">
        {words.comments(comments.length)}
      </h2>
      {hidden > 0 ? (
        <button
          type="button"
          onClick={() => setAll(true)}
          className="self-start text-accent underline underline-offset-2 pointer-coarse:min-h-11"
        >
          {words.earlier(hidden)}
        </button>
      ) : null}
      <ol className="flex flex-col gap-4">
        {comments.slice(hidden).map((comment) => (
          <li key={comment.id} className="flex gap-3">
            <PersonMark name={comment.by.name} />
            <div className="min-w-0 flex-1">
              <p className="text-xs leading-6 text-quiet">
                <span className="font-semibold text-ink">
                  <PlainText>{comment.by.name}</PlainText>
                </span>{" "}
                {comment.draftRevision === null ? null : <>{words.onDraft(comment.draftRevision)} · </>}
                <Time at={comment.createdAt} />
              </p>
              <p className="whitespace-pre-wrap wrap-anywhere">
                <PlainText>{comment.text}</PlainText>
              </p>
            </div>
          </li>
        ))}
      </ol>
    </section>
  );
}
