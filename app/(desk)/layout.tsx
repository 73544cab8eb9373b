import { cookies } from "next/headers";
import type { ReactNode } from "react";
import { AccountMenu } from "@/components/shell/account-menu";
import { InboxCount } from "@/components/shell/inbox-count";
import { Logo } from "@/components/shell/logo";
import { MainNav } from "@/components/shell/main-nav";
import { readTheme, themeCookie } from "@/components/shell/theme";
import { Link } from "@/components/ui/link";
import { holdpoint } from "@/lib/app";
import { requirePrincipal } from "@/lib/auth/session";
import { shell } from "@/lib/messages/shell";

/** Everything for people who are signed in. Each page asks again who they are: a layout is not a guard. */
export default async function DeskLayout({ children }: { children: ReactNode }) {
  const [principal, jar] = await Promise.all([requirePrincipal(), cookies()]);
  const { operations, demo, outbox } = holdpoint();
  const waiting = await operations.countOpenReviews(principal);
  const me = { name: principal.name, email: principal.email, role: principal.role };
  const people = (demo?.people ?? []).map(({ name, email, role }) => ({ name, email, role }));
  return (
    <div className="flex flex-1 flex-col lg:flex-row">
      <header className="sticky top-0 z-40 flex items-center gap-1 border-b border-line bg-page px-3 py-1.5 lg:top-(--top) lg:h-[calc(100dvh-var(--top))] lg:w-52 lg:shrink-0 lg:flex-col lg:items-stretch lg:gap-4 lg:border-r lg:border-b-0 lg:p-3">
        <Link
          href="/inbox"
          aria-label={shell.product}
          // On a phone all places fit beside each other without it, and Inbox leads to the same page.
          className="flex items-center gap-2.5 rounded-lg p-1.5 font-semibold max-sm:hidden lg:px-2.5"
        >
          <Logo />
          <span className="max-lg:sr-only">{shell.product}</span>
        </Link>
        <div className="min-w-0 flex-1 max-lg:-my-1 max-lg:overflow-x-auto max-lg:px-1 max-lg:py-1">
          <MainNav inboxCount={<InboxCount initial={waiting} />} />
        </div>
        <AccountMenu me={me} people={people} theme={readTheme(jar.get(themeCookie)?.value)} outbox={outbox !== null} />
      </header>
      <main id="content" tabIndex={-1} className="min-w-0 flex-1 outline-none">
        {children}
      </main>
    </div>
  );
}
