import { Mail } from "lucide-react";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { orNotFound } from "@/app/(desk)/or-not-found";
import { Watch } from "@/components/api/watch";
import { PlainText } from "@/components/markdown/plain-text";
import { buttonLook } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Link } from "@/components/ui/link";
import { PageBody, PageHeader } from "@/components/ui/page-header";
import { Time } from "@/components/ui/time";
import { holdpoint } from "@/lib/app";
import { requirePrincipal } from "@/lib/auth/session";
import { outbox as words } from "@/lib/messages/mail";

export const metadata: Metadata = { title: words.title };

type Search = Promise<Record<string, string | string[] | undefined>>;

export default async function OutboxPage({ searchParams }: { searchParams: Search }) {
  const principal = await requirePrincipal();
  const { outbox } = holdpoint();
  if (!outbox) notFound();
  const { after } = await searchParams;
  const page = await orNotFound(() =>
    outbox.list(principal, { limit: 50, cursor: typeof after === "string" ? after : undefined }),
  );
  return (
    <PageBody>
      <PageHeader title={words.title} below={words.intro} />
      <Watch />
      {page.data.length === 0 ? (
        <EmptyState icon={<Mail size={24} />} title={words.empty} text={words.emptyHelp}>
          <Link href="/start" className={buttonLook("primary")}>
            {words.start}
          </Link>
        </EmptyState>
      ) : (
        <ol className="overflow-hidden rounded-lg border border-line bg-surface">
          {page.data.map(({ id, to, subject, at }) => (
            <li key={id} className="border-b border-line last:border-0">
              <Link
                href={`/outbox/${id}`}
                className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-4 gap-y-0.5 px-4 py-3 -outline-offset-2 hover:bg-page"
              >
                <span className="line-clamp-2 font-semibold wrap-anywhere">
                  <PlainText>{subject}</PlainText>
                </span>
                <span className="figures text-quiet">
                  <Time at={at} />
                </span>
                <span className="truncate text-quiet">
                  <PlainText>{words.to(to.name, to.email)}</PlainText>
                </span>
              </Link>
            </li>
          ))}
        </ol>
      )}
      {page.nextCursor ? (
        <Link
          href={`/outbox?after=${encodeURIComponent(page.nextCursor)}`}
          className={buttonLook("plain", "self-center")}
        >
          {words.older}
        </Link>
      ) : null}
    </PageBody>
  );
}
