import { CheckCheck, Inbox } from "lucide-react";
import type { Metadata } from "next";
import { Suspense } from "react";
import { Watch } from "@/components/api/watch";
import { InboxList } from "@/components/inbox/inbox-list";
import { buttonLook } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { FilterLinks } from "@/components/ui/filter-links";
import { Link } from "@/components/ui/link";
import { PageBody, PageHeader } from "@/components/ui/page-header";
import { ListSkeleton } from "@/components/ui/skeleton";
import { requirePrincipal } from "@/lib/auth/session";
import { inbox as words } from "@/lib/messages/inbox";
import type { Principal } from "@/lib/views/people";
import { readInbox } from "./read-inbox";

export const metadata: Metadata = { title: words.title };

type Status = "open" | "decided";
type Search = Promise<Record<string, string | string[] | undefined>>;

/** Reading more than this at once would make every change in the inbox slow. */
const mostPages = 20;

export default async function InboxPage({ searchParams }: { searchParams: Search }) {
  const principal = await requirePrincipal();
  const asked = await searchParams;
  const status: Status = asked.status === "decided" ? "decided" : "open";
  const pages = Math.min(mostPages, Math.max(1, Math.floor(Number(asked.pages)) || 1));
  return (
    <PageBody>
      <PageHeader title={words.title} below={words.intro[status]} />
      <FilterLinks
        label={words.filters}
        options={[
          { href: "/inbox", label: words.open, current: status === "open" },
          { href: "/inbox?status=decided", label: words.done, current: status === "decided" },
        ]}
      />
      <Suspense key={status} fallback={<ListSkeleton />}>
        <Reviews principal={principal} status={status} pages={pages} />
      </Suspense>
    </PageBody>
  );
}

async function Reviews({ principal, status, pages }: { principal: Principal; status: Status; pages: number }) {
  const { rows, more } = await readInbox(principal, status, pages);
  if (rows.length === 0) return <Empty status={status} />;
  const query = new URLSearchParams({ ...(status === "decided" && { status }), pages: String(pages + 1) });
  return (
    <>
      <InboxList key={status} rows={rows} meId={principal.userId} />
      {more && pages < mostPages ? (
        <Link href={`/inbox?${query}`} scroll={false} className={buttonLook("plain", "self-center")}>
          {words.more}
        </Link>
      ) : null}
    </>
  );
}

function Empty({ status }: { status: Status }) {
  const { empty } = words;
  return status === "open" ? (
    <EmptyState icon={<Inbox size={24} />} title={empty.open} text={empty.openHelp}>
      <Watch />
      <Link href="/start" className={buttonLook("primary")}>
        {empty.start}
      </Link>
    </EmptyState>
  ) : (
    <EmptyState icon={<CheckCheck size={24} />} title={empty.done} text={empty.doneHelp}>
      <Link href="/inbox" className={buttonLook("plain")}>
        {empty.toOpen}
      </Link>
    </EmptyState>
  );
}
