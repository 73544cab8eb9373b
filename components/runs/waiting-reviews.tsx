import { UserRound } from "lucide-react";
import type { ReactNode } from "react";
import { PlainText } from "@/components/markdown/plain-text";
import { buttonLook } from "@/components/ui/button";
import { Link } from "@/components/ui/link";
import { runs as words } from "@/lib/messages/runs";
import { asksOf } from "@/lib/views/run";
import type { BranchView, ReviewView, WorkflowView } from "@/lib/views/views";
import { branchName } from "./branches/branch-name";
import { DueDate } from "./control/due-date";

interface Props {
  reviews: ReviewView[];
  branches: BranchView[];
  workflow: WorkflowView | null;
  mayReschedule: boolean;
  /** What else can be done with the run. */
  actions: ReactNode;
}

const mostReviews = 5;

/** What waits for the caller: one question as a button, several as a list in the order of their branches. And what waits for others. */
export function WaitingReviews({ reviews: all, branches, workflow, mayReschedule, actions }: Props) {
  const reviews = asksOf({ reviews: all });
  const [first] = reviews;
  const others = <Others reviews={all.filter(({ may }) => !may.answer)} />;
  const due = (review: ReviewView) => {
    const { id, title, dueAt } = review;
    return <DueDate review={{ id, title, dueAt }} mayChange={mayReschedule} deadline={hasDeadline(review, workflow)} />;
  };
  if (!first) {
    return (
      <>
        {others}
        {actions}
      </>
    );
  }
  if (reviews.length === 1) {
    return (
      <div className="flex flex-col gap-2">
        <div className="flex flex-wrap gap-2">
          <Link href={`/reviews/${first.id}`} className={buttonLook("primary")}>
            {words.openReview}
          </Link>
          {actions}
        </div>
        <p className="text-quiet empty:hidden">{due(first)}</p>
        {others}
      </div>
    );
  }
  const place = (review: ReviewView) => branches.findIndex(({ runId }) => runId === review.runId);
  const inOrder = reviews.toSorted((a, b) => place(a) - place(b));
  return (
    <>
      <ul aria-label={words.questions} className="max-w-3xl overflow-hidden rounded-lg border border-line bg-surface">
        {inOrder.slice(0, mostReviews).map((review) => (
          <li
            key={review.id}
            className="flex min-h-11 flex-wrap items-center gap-x-4 gap-y-1 border-b border-line px-4 py-2 last:border-0"
          >
            <Question review={review} branch={branches[place(review)]} />
            <span className="ml-auto text-quiet empty:hidden">{due(review)}</span>
          </li>
        ))}
        {reviews.length > mostReviews ? (
          <li className="px-4 py-2 text-quiet">
            {words.moreReviews(reviews.length - mostReviews)}{" "}
            {branches.length > 0 ? (
              <a href="#branches" className="underline">
                {words.inBranches}
              </a>
            ) : null}
          </li>
        ) : null}
      </ul>
      {others}
      {actions}
    </>
  );
}

/** What others are asked, to read. */
function Others({ reviews }: { reviews: ReviewView[] }) {
  if (reviews.length === 0) return null;
  return (
    <ul aria-label={words.askedOthers} className="flex max-w-3xl flex-col gap-1">
      {reviews.slice(0, mostReviews).map(({ id, title, may }) => (
        <li key={id} className="wrap-anywhere">
          <Link href={`/reviews/${id}`} className="text-accent underline underline-offset-2">
            <PlainText>{title}</PlainText>
          </Link>{" "}
          <span className="text-quiet">
            <PlainText>{may.reason ?? ""}</PlainText>
          </span>
        </li>
      ))}
      {reviews.length > mostReviews ? (
        <li className="text-quiet">{words.moreReviews(reviews.length - mostReviews)}</li>
      ) : null}
    </ul>
  );
}

function Question({ review, branch }: { review: ReviewView; branch: BranchView | undefined }) {
  const name = branch ? branchName(branch) : "";
  return (
    <span className="flex min-w-0 items-center gap-2">
      <UserRound aria-hidden size={14} className="shrink-0 text-waiting" />
      <span className="min-w-0 wrap-anywhere">
        <Link href={`/reviews/${review.id}`} className="font-semibold text-accent hover:underline">
          <PlainText>{review.title}</PlainText>
        </Link>
        {name === "" || review.title.includes(name) ? null : (
          <span className="ml-2 text-quiet">
            <PlainText>{name}</PlainText>
          </span>
        )}
      </span>
    </span>
  );
}

function hasDeadline(review: ReviewView, workflow: WorkflowView | null): boolean {
  return workflow?.name === review.workflow && workflow.steps[review.step.index]?.deadline === true;
}
