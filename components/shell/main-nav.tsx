"use client";

import { Bot, Inbox, ListTree, MessageSquare, Play } from "lucide-react";
import { usePathname } from "next/navigation";
import type { ReactNode } from "react";
import { classNames } from "@/components/ui/class-names";
import { Link } from "@/components/ui/link";
import { shell } from "@/lib/messages/shell";

const places = [
  { href: "/inbox", label: shell.inbox, Icon: Inbox, within: ["/inbox", "/reviews"] },
  { href: "/runs", label: shell.runs, Icon: ListTree, within: ["/runs"] },
  { href: "/chat", label: shell.chat, Icon: MessageSquare, within: ["/chat"] },
  { href: "/start", label: shell.start, Icon: Play, within: ["/start"] },
  { href: "/agents", label: shell.agents, Icon: Bot, within: ["/agents"] },
];

export function MainNav({ inboxCount }: { inboxCount: ReactNode }) {
  const pathname = usePathname();
  return (
    <nav aria-label={shell.navigation}>
      <ul className="flex gap-0.5 lg:flex-col">
        {places.map(({ href, label, Icon, within }) => {
          const here = within.some((path) => pathname === path || pathname.startsWith(`${path}/`));
          return (
            <li key={href}>
              <Link
                href={href}
                aria-current={here ? "page" : undefined}
                className={classNames(
                  "flex min-h-9 items-center gap-2 rounded-lg px-2 py-1.5 max-sm:px-1.5 lg:gap-2.5 lg:px-2.5 pointer-coarse:min-h-11",
                  here ? "bg-sunken font-semibold text-ink" : "text-quiet hover:bg-sunken hover:text-ink",
                )}
              >
                <Icon aria-hidden size={16} className="max-sm:hidden" />
                <span className="lg:flex-1">{label}</span>
                {href === "/inbox" ? inboxCount : null}
              </Link>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
