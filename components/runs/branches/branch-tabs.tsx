import { UserRound } from "lucide-react";
import type { ReactNode } from "react";
import { PlainText } from "@/components/markdown/plain-text";
import { classNames } from "@/components/ui/class-names";
import { Link } from "@/components/ui/link";
import { StatusDot } from "@/components/ui/status-dot";
import { shownText } from "@/lib/markdown/hidden-characters";
import { branches as words } from "@/lib/messages/branches";
import type { BranchView, Page } from "@/lib/views/views";
import { branchName } from "./branch-name";

const mostTabs = 8;

/** A run and its branches side by side, each with an address of its own; many of them stay behind "all". */
export function BranchTabs({
  parent,
  branches,
  currentId,
}: {
  /** A run that is a branch itself says so. */
  parent: { id: string; title: string; isBranch: boolean };
  branches: Page<BranchView>;
  currentId: string;
}) {
  const started = branches.data.filter(({ runId }) => runId !== null);
  if (started.length === 0) return null;
  const tabs = pick(started, currentId);
  const count = branches.nextCursor === null ? branches.data.length : null;
  return (
    <nav
      aria-label={shownText(words.nav(parent.title))}
      className="relative -mx-4 overflow-x-auto px-4 sm:mx-0 sm:px-0"
    >
      <ul className="flex w-max min-w-full gap-1 border-b border-line">
        <Tab href={`/runs/${parent.id}`} current={parent.id === currentId}>
          {parent.isBranch ? (parent.id === currentId ? words.this : words.above) : words.whole}
        </Tab>
        {tabs.map((branch) => (
          <Tab key={branch.runId} href={`/runs/${branch.runId}`} current={branch.runId === currentId}>
            <StatusDot status={branch.status} />
            <span className="max-w-40 truncate">
              <PlainText>{branchName(branch)}</PlainText>
            </span>
            {branch.openReviews > 0 ? (
              <span title={words.waitsForYou(branch.openReviews)} className="text-waiting">
                <UserRound aria-hidden size={14} />
                <span className="sr-only">{words.waitsForYou(branch.openReviews)}</span>
              </span>
            ) : null}
          </Tab>
        ))}
        {tabs.length < branches.data.length || count === null ? (
          <Tab href={parent.id === currentId ? "#branches" : `/runs/${parent.id}#branches`} current={false}>
            {words.all(count)}
          </Tab>
        ) : null}
      </ul>
    </nav>
  );
}

/** The one that is shown and those that wait for the caller come first; they keep their order. */
function pick(branches: BranchView[], currentId: string): BranchView[] {
  if (branches.length <= mostTabs) return branches;
  const urgent = (branch: BranchView) => (branch.runId === currentId ? 2 : branch.openReviews > 0 ? 1 : 0);
  const chosen = new Set(branches.toSorted((a, b) => urgent(b) - urgent(a)).slice(0, mostTabs));
  return branches.filter((branch) => chosen.has(branch));
}

function Tab({ href, current, children }: { href: string; current: boolean; children: ReactNode }) {
  // On the same page only a plain link tells it of its new address.
  const Anchor = href.startsWith("#") ? "a" : Link;
  return (
    <li>
      <Anchor
        href={href}
        aria-current={current ? "page" : undefined}
        className={classNames(
          "-mb-px inline-flex min-h-9 items-center gap-2 border-b-2 px-3 whitespace-nowrap -outline-offset-2 pointer-coarse:min-h-11",
          current ? "border-accent font-semibold text-ink" : "border-transparent text-quiet hover:text-ink",
        )}
      >
        {children}
      </Anchor>
    </li>
  );
}
