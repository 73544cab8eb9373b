import { Bot } from "lucide-react";
import type { Metadata } from "next";
import { AgentRow } from "@/components/agents/agent-row";
import { buttonLook } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { FilterLinks } from "@/components/ui/filter-links";
import { Link } from "@/components/ui/link";
import { PageBody, PageHeader } from "@/components/ui/page-header";
import { SearchBox } from "@/components/ui/search-box";
import { holdpoint } from "@/lib/app";
import { requirePrincipal } from "@/lib/auth/session";
import { agents as words } from "@/lib/messages/agents";
import type { AgentMatch, AgentView } from "@/lib/views/agents";
import { searchText } from "../search-text";
import { mayEditAgents } from "./may-edit";

export const metadata: Metadata = { title: words.title };

const PAGE = 50;
const MOST_PAGES = 4;
const FOUND = 20;

type Show = "enabled" | "disabled" | undefined;
type Entry = AgentView | AgentMatch;

export default async function AgentsPage({ searchParams }: { searchParams: Promise<Record<string, unknown>> }) {
  const principal = await requirePrincipal();
  const asked = await searchParams;
  const query = searchText(asked.q);
  const show = (["enabled", "disabled"] as const).find((value) => value === asked.show);
  const pages = Math.min(MOST_PAGES, Math.max(1, Math.floor(Number(asked.pages)) || 1));
  const { operations } = holdpoint();
  const { data, nextCursor } =
    query === ""
      ? await operations.listAgents(principal, {
          limit: Math.min(200, pages * PAGE),
          enabled: show && show === "enabled",
        })
      : { data: await operations.searchAgents(principal, { query, disabled: true, limit: FOUND }), nextCursor: null };
  return (
    <PageBody>
      <PageHeader
        title={words.title}
        below={words.intro}
        beside={
          mayEditAgents(principal) ? (
            <Link href="/agents/new" className={buttonLook("primary")}>
              {words.add}
            </Link>
          ) : null
        }
      />
      <SearchBox key={query} action="/agents" query={query} words={words} />
      {query === "" ? <Filters show={show} /> : null}
      {data.length === 0 ? <Empty query={query} show={show} /> : <List entries={data} />}
      {nextCursor && pages < MOST_PAGES ? (
        <Link
          href={`/agents?${new URLSearchParams({ ...(show && { show }), pages: String(pages + 1) })}`}
          scroll={false}
          className={buttonLook("plain", "self-center")}
        >
          {words.more}
        </Link>
      ) : null}
    </PageBody>
  );
}

function Filters({ show }: { show: Show }) {
  const options = [
    { value: undefined, href: "/agents", label: words.all },
    { value: "enabled", href: "/agents?show=enabled", label: words.enabledOnly },
    { value: "disabled", href: "/agents?show=disabled", label: words.disabledOnly },
  ] as const;
  return (
    <FilterLinks
      label={words.filters}
      options={options.map(({ value, ...option }) => ({ ...option, current: value === show }))}
    />
  );
}

function List({ entries }: { entries: Entry[] }) {
  return (
    <ol aria-label={words.list} className="overflow-hidden rounded-lg border border-line bg-surface">
      {entries.map((entry) => {
        const agent = "agent" in entry ? entry.agent : entry;
        return (
          <li key={agent.id} className="border-b border-line last:border-0">
            <AgentRow agent={agent} found={"agent" in entry ? entry : undefined} />
          </li>
        );
      })}
    </ol>
  );
}

function Empty({ query, show }: { query: string; show: Show }) {
  const all = query === "" && show === undefined;
  const [title, text] = all
    ? [words.none, words.noneHelp]
    : query === ""
      ? [words.noneFiltered, words.noneFilteredHelp]
      : [words.noneFound(query), words.noneFoundHelp];
  return (
    <EmptyState icon={<Bot size={24} />} title={title} text={text}>
      {all ? null : (
        <Link href="/agents" className={buttonLook("plain")}>
          {words.clear}
        </Link>
      )}
    </EmptyState>
  );
}
