import { PlainText } from "@/components/markdown/plain-text";
import { Link } from "@/components/ui/link";
import { StatusBadge } from "@/components/ui/status-badge";
import { Time } from "@/components/ui/time";
import { branches as words } from "@/lib/messages/branches";
import type { BranchView } from "@/lib/views/views";
import { branchName } from "./branch-name";

const look = "flex min-h-11 flex-wrap items-center gap-x-4 gap-y-1 px-4 py-2 -outline-offset-2";

export function BranchRow({ branch }: { branch: BranchView }) {
  const { runId, status, step, openReviews, error, updatedAt } = branch;
  const name = (
    <span className="font-semibold wrap-anywhere">
      <PlainText>{branchName(branch)}</PlainText>
      {branch.title ? <span className="ml-3 font-normal text-quiet">{branch.key}</span> : null}
    </span>
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
