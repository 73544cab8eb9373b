import type { Principal } from "@/lib/words/people";

/** Only what pages show; the operations decide for themselves. */
export const mayEditAgents = ({ role }: Pick<Principal, "role">) => role !== "reviewer";
