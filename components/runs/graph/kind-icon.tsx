import {
  Bot,
  Braces,
  Columns3,
  Flag,
  Globe,
  type LucideIcon,
  Radio,
  Rows3,
  Search,
  Signpost,
  Sparkles,
  SquareTerminal,
  Timer,
  Trophy,
  UserRound,
  Workflow,
} from "lucide-react";

const icons: Record<string, LucideIcon> = {
  prompt: Sparkles,
  agent: Bot,
  agents: Search,
  form: UserRound,
  code: SquareTerminal,
  http: Globe,
  timer: Timer,
  signal: Radio,
  set: Braces,
  branch: Signpost,
  each: Rows3,
  parallel: Columns3,
  race: Trophy,
  workflow: Workflow,
  end: Flag,
};

/** What a kind of step looks like; its word goes with it. */
export function KindIcon({ kind, size = 14, className }: { kind: string; size?: number; className?: string }) {
  const Icon = icons[kind] ?? Workflow;
  return <Icon aria-hidden size={size} className={className} />;
}
