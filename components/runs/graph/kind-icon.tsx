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
import { looksOf } from "@/lib/engine/steps";
import type { Icon as Name } from "@/lib/engine/steps/kind";

const icons: Record<Name, LucideIcon> = {
  sparkles: Sparkles,
  robot: Bot,
  search: Search,
  person: UserRound,
  terminal: SquareTerminal,
  globe: Globe,
  clock: Timer,
  radio: Radio,
  braces: Braces,
  signpost: Signpost,
  rows: Rows3,
  columns: Columns3,
  trophy: Trophy,
  workflow: Workflow,
  flag: Flag,
};

/** What a kind of step looks like; its word goes with it. */
export function KindIcon({ kind, size = 14, className }: { kind: string; size?: number; className?: string }) {
  const Icon = icons[looksOf(kind).icon];
  return <Icon aria-hidden size={size} className={className} />;
}
