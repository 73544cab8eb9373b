export type { AgentHealth, AgentKind, AgentMatch, AgentView } from "@/lib/features/agents/views";
