import { PlainText } from "@/components/markdown/plain-text";
import { Link } from "@/components/ui/link";
import { StatusBadge } from "@/components/ui/status-badge";
import { Time } from "@/components/ui/time";
import { branches as words } from "@/lib/messages/branches";
import type { BranchView } from "@/lib/views/views";
import { branchName, isCounted } from "./branch-name";

const look = "flex min-h-11 flex-wrap items-center gap-x-4 gap-y-1 px-4 py-2 -outline-offset-2";

export function BranchRow({ branch }: { branch: BranchView }) {
  const { runId, status, step, openReviews, error, updatedAt } = branch;
  const counted = isCounted(branch) && branch.title !== "";
  const name = (
    <>
      {counted ? <span className="figures w-6 shrink-0 text-right text-xs text-quiet">{branch.key}</span> : null}
      <span className="min-w-0 font-semibold wrap-anywhere">
        <PlainText>{branchName(branch)}</PlainText>
      </span>
      {counted || branch.title === "" ? null : (
        <span className="min-w-0 text-quiet wrap-anywhere">
          <PlainText>{branch.title}</PlainText>
        </span>
      )}
    </>
  );
  if (runId === null || status === "pending") {
    return (
      <div className={look}>
        {name}
        <span className="ml-auto text-quiet">{words.pending}</span>
      </div>
    );
  }
  return (
    <Link href={`/runs/${runId}`} className={`${look} hover:bg-page`}>
      {name}
      <span className="text-quiet">
        {error ? <PlainText>{error.message}</PlainText> : step ? words.at(step.name) : null}
      </span>
      <span className="figures ml-auto flex items-center gap-3 text-quiet">
        {openReviews > 0 ? <span className="text-waiting">{words.waitsForYou(openReviews)}</span> : null}
        {updatedAt ? <Time at={updatedAt} /> : null}
        <StatusBadge status={status} />
      </span>
    </Link>
  );
}
