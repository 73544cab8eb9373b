import type { Metadata } from "next";
import { cache } from "react";
import { orNotFound } from "@/app/(desk)/or-not-found";
import { readBundle } from "@/app/(desk)/read-bundle";
import { readWorkflow } from "@/app/(desk)/read-workflow";
import { tabTitle } from "@/app/(desk)/tab-title";
import { workflowTitle } from "@/app/(desk)/workflow-title";
import { PlainText } from "@/components/markdown/plain-text";
import { ReviewPage } from "@/components/reviews/review-page";
import { DueDate } from "@/components/runs/control/due-date";
import { BackLink } from "@/components/ui/back-link";
import { PageBody, PageHeader } from "@/components/ui/page-header";
import { Time } from "@/components/ui/time";
import { holdpoint } from "@/lib/app";
import { requirePrincipal } from "@/lib/auth/session";
import { pathId } from "@/lib/http/path-id";
import { shownText } from "@/lib/markdown/hidden-characters";
import { review as words } from "@/lib/messages/review";

interface Props {
  params: Promise<{ id: string }>;
}

const find = cache(async (id: string) => {
  const principal = await requirePrincipal();
  return {
    principal,
    review: await orNotFound(async () => holdpoint().operations.getReview(principal, pathId({ id }, "review"))),
  };
});

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { review } = await find((await params).id);
  return { title: tabTitle(review.title) };
}

export default async function ReviewRoute({ params }: Props) {
  const { principal, review } = await find((await params).id);
  const [bundle, workflows, workflow] = await Promise.all([
    readBundle(principal, review.runId, review.draft?.revision),
    holdpoint().operations.listWorkflows(principal),
    readWorkflow(principal, review.runId),
  ]);
  const { startedBy, createdAt } = bundle.run;
  const mayChange =
    review.status === "open" &&
    principal.role !== "reviewer" &&
    (review.dueAt !== null || workflow?.steps[review.step.index]?.deadline === true);
  return (
    <PageBody>
      <PageHeader
        above={<BackLink href="/inbox">{words.back}</BackLink>}
        title={
          <span className="line-clamp-3" title={review.title.length > 160 ? shownText(review.title) : undefined}>
            <PlainText>{review.title}</PlainText>
          </span>
        }
        below={
          <>
            {workflowTitle(workflows, review.workflow)} · {words.askedBy} <PlainText>{startedBy.name}</PlainText>,{" "}
            <Time at={createdAt} />
            {review.dueAt || mayChange ? (
              <>
                {" · "}
                <DueDate
                  review={{ id: review.id, title: review.title, dueAt: review.dueAt }}
                  mayChange={mayChange}
                  deadline={mayChange}
                />
              </>
            ) : null}
          </>
        }
      />
      <ReviewPage
        key={review.id}
        review={review}
        bundle={bundle}
        workflow={workflow}
        me={{ kind: "person", id: principal.userId, name: principal.name }}
      />
    </PageBody>
  );
}
