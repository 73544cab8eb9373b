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
import { SearchBox } from "@/components/ui/search-box";
import { ListSkeleton } from "@/components/ui/skeleton";
import { requirePrincipal } from "@/lib/auth/session";
import { inbox as words } from "@/lib/messages/inbox";
import type { Principal } from "@/lib/words/people";
import { searchText } from "../search-text";
import { type InboxView, readInbox } from "./read-inbox";

export const metadata: Metadata = { title: words.title };

type Search = Promise<Record<string, string | string[] | undefined>>;

/** Reading more than this at once would make every change in the inbox slow. */
const mostPages = 20;

export default async function InboxPage({ searchParams }: { searchParams: Search }) {
  const principal = await requirePrincipal();
  const asked = await searchParams;
  const status = asked.status === "decided" ? "decided" : "open";
  const all = status === "open" && asked.asked === "anyone";
  const query = status === "open" ? searchText(asked.q) : "";
  const pages = Math.min(mostPages, Math.max(1, Math.floor(Number(asked.pages)) || 1));
  return (
    <PageBody>
      <PageHeader title={words.title} below={all ? words.introAll : words.intro[status]} />
      <FilterLinks
        label={words.filters}
        options={[
          { href: "/inbox", label: words.open, current: status === "open" && !all },
          { href: "/inbox?asked=anyone", label: words.all, current: all },
          { href: "/inbox?status=decided", label: words.done, current: status === "decided" },
        ]}
      />
      <Suspense key={`${status} ${all} ${query}`} fallback={<ListSkeleton />}>
        <Reviews principal={principal} view={{ status, all, query, pages }} />
      </Suspense>
    </PageBody>
  );
}

async function Reviews({ principal, view }: { principal: Principal; view: InboxView }) {
  const { status, all, query, pages } = view;
  const { rows, more } = await readInbox(principal, view);
  if (rows.length === 0 && query === "") return <Empty status={status} />;
  const next = new URLSearchParams({
    ...(status === "decided" && { status }),
    ...(all && { asked: "anyone" }),
    ...(query !== "" && { q: query }),
    pages: String(pages + 1),
  });
  return (
    <>
      {/* What fits on one page is found with the eyes. */}
      {status === "open" && (more || pages > 1 || query !== "") ? (
        <SearchBox key={query} action="/inbox" query={query} words={words} kept={all ? { asked: "anyone" } : {}} />
      ) : null}
      {rows.length === 0 ? <NothingFound query={query} /> : <InboxList rows={rows} meId={principal.userId} />}
      {more && pages < mostPages ? (
        <Link href={`/inbox?${next}`} scroll={false} className={buttonLook("plain", "self-center")}>
          {words.more}
        </Link>
      ) : null}
    </>
  );
}

function NothingFound({ query }: { query: string }) {
  return (
    <EmptyState icon={<Inbox size={24} />} title={words.empty.found(query)} text={words.empty.foundHelp}>
      <Watch />
    </EmptyState>
  );
}

function Empty({ status }: { status: InboxView["status"] }) {
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
