import type { ReactNode } from "react";
import { PlainText } from "@/components/markdown/plain-text";
import { review as words } from "@/lib/messages/review";
import type { ReviewView } from "@/lib/views/views";
import { MadeWith } from "./made-with";
import { Paper } from "./paper";

interface Props {
  review: ReviewView;
  /** Of its run. */
  models: string[];
  titled?: boolean;
  children: ReactNode;
}

/** What is asked where there is no draft to read. `titled` where the page itself is called otherwise. */
export function Question({ review, models, titled, children }: Props) {
  return (
    <Paper label={words.question} short>
      <div className="flex flex-col gap-6">
        <MadeWith models={models} />
        {titled ? (
          <h3 className="text-xl font-semibold wrap-anywhere">
            <PlainText>{review.title}</PlainText>
          </h3>
        ) : null}
        {review.description ? (
          <p className="text-[17px] leading-[1.6] whitespace-pre-wrap wrap-anywhere">
            <PlainText>{review.description}</PlainText>
          </p>
        ) : null}
        {children}
      </div>
    </Paper>
  );
}
