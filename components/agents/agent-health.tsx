import { CheckCircle2, CircleAlert, CircleDashed } from "lucide-react";
import { agents as words } from "@/lib/messages/agents";
import type { AgentHealth } from "@/lib/views/agents";

/** What the last test said, in one or two words. */
export function HealthBadge({ health }: { health: AgentHealth | null }) {
  const [Icon, look, text] =
    health === null
      ? ([CircleDashed, "font-normal text-quiet", words.health.unknown] as const)
      : health.ok
        ? ([CheckCircle2, "font-semibold text-done", words.health.ok] as const)
        : ([CircleAlert, "font-semibold text-failed", words.health.failing] as const);
  return (
    <span className={`inline-flex items-center gap-1.5 text-xs whitespace-nowrap ${look}`}>
      <Icon aria-hidden size={14} />
      {text}
    </span>
  );
}
