import { ListTree } from "lucide-react";
import type { Metadata } from "next";
import { Suspense } from "react";
import { Watch } from "@/components/api/watch";
import { RunRow } from "@/components/runs/run-row";
import { buttonLook } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { FilterLinks } from "@/components/ui/filter-links";
import { Link } from "@/components/ui/link";
import { PageBody, PageHeader } from "@/components/ui/page-header";
import { ListSkeleton } from "@/components/ui/skeleton";
import { requirePrincipal } from "@/lib/auth/session";
import { runs as words } from "@/lib/messages/runs";
import type { RunStatus } from "@/lib/views/views";
import type { Principal } from "@/lib/words/people";
import { readRuns } from "./read-runs";

export const metadata: Metadata = { title: words.title };

const statuses: RunStatus[] = ["running", "waiting", "completed", "failed", "canceled"];
const mostPages = 20;

type Search = Promise<Record<string, string | string[] | undefined>>;

export default async function RunsPage({ searchParams }: { searchParams: Search }) {
  const principal = await requirePrincipal();
  const asked = await searchParams;
  const status = statuses.find((candidate) => candidate === asked.status);
  const pages = Math.min(mostPages, Math.max(1, Math.floor(Number(asked.pages)) || 1));
  return (
    <PageBody>
      <PageHeader title={words.title} below={words.intro} />
      <FilterLinks
        label={words.filters}
        options={[
          { href: "/runs", label: words.all, current: status === undefined },
          ...statuses.map((value) => ({
            href: `/runs?status=${value}`,
            label: words.status[value],
            current: status === value,
          })),
        ]}
      />
      <Watch />
      <Suspense key={status} fallback={<ListSkeleton />}>
        <Runs principal={principal} status={status} pages={pages} />
      </Suspense>
    </PageBody>
  );
}

async function Runs({ principal, status, pages }: { principal: Principal; status?: RunStatus; pages: number }) {
  const { runs, workflows, more } = await readRuns(principal, status, pages);
  if (runs.length === 0) return <Empty status={status} />;
  const query = new URLSearchParams({ ...(status && { status }), pages: String(pages + 1) });
  return (
    <>
      <ol className="overflow-hidden rounded-lg border border-line bg-surface">
        {runs.map((run) => (
          <li key={run.id} className="border-b border-line last:border-0">
            <RunRow run={run} workflow={workflows.get(run.workflow) ?? null} meId={principal.userId} />
          </li>
        ))}
      </ol>
      {more && pages < mostPages ? (
        <Link href={`/runs?${query}`} scroll={false} className={buttonLook("plain", "self-center")}>
          {words.more}
        </Link>
      ) : null}
    </>
  );
}

function Empty({ status }: { status?: RunStatus }) {
  const filtered = status !== undefined;
  return (
    <EmptyState
      icon={<ListTree size={24} />}
      title={filtered ? words.emptyFiltered(words.status[status]) : words.empty}
      text={filtered ? words.emptyFilteredHelp : words.emptyHelp}
    >
      <Link href={filtered ? "/runs" : "/start"} className={buttonLook(filtered ? "plain" : "primary")}>
        {filtered ? words.showAll : words.start}
      </Link>
    </EmptyState>
  );
}
