import { PlainText } from "@/components/markdown/plain-text";
import { classNames } from "@/components/ui/class-names";
import { Link } from "@/components/ui/link";
import { agents as words } from "@/lib/messages/agents";
import type { AgentView } from "@/lib/views/agents";
import { HealthBadge } from "./agent-health";
import { Capabilities } from "./capabilities";

/** An agent in a list; `found` says how well it fits what was searched for. */
export function AgentRow({ agent, found }: { agent: AgentView; found?: { score: number; reasons: string[] } }) {
  const { name, description, kind, enabled, health, capabilities } = agent;
  return (
    <Link
      href={`/agents/${agent.id}`}
      className="grid grid-cols-[minmax(0,1fr)_auto] items-start gap-x-4 gap-y-1.5 px-4 py-3.5 -outline-offset-2 hover:bg-page"
    >
      <span className="flex min-w-0 flex-wrap items-baseline gap-x-2.5 gap-y-0.5">
        <span className={classNames("font-semibold wrap-anywhere", !enabled && "text-quiet")}>
          <PlainText>{name}</PlainText>
        </span>
        <span className="text-xs text-quiet">{words.kind[kind]}</span>
      </span>
      <span className="flex items-center gap-3">
        {found ? <span className="figures text-xs text-quiet">{words.score(found.score)}</span> : null}
        {enabled ? (
          <HealthBadge health={health} />
        ) : (
          <span className="rounded-full bg-sunken px-2 py-0.5 text-xs font-semibold text-quiet">{words.disabled}</span>
        )}
      </span>
      {description ? (
        <span className="col-span-2 line-clamp-2 max-w-[80ch] text-quiet wrap-anywhere">
          <PlainText>{description}</PlainText>
        </span>
      ) : null}
      <span className="col-span-2">
        {found ? (
          <span className="text-xs text-quiet wrap-anywhere">{found.reasons.join(" ")}</span>
        ) : (
          <Capabilities list={capabilities} />
        )}
      </span>
    </Link>
  );
}
