import type { Principal, Role } from "@/lib/words/people";

const WORKSPACE = "workspace";

export interface TestPerson {
  /** By default the name in lower case. */
  id?: string;
  /** By default `reviewer`. */
  role?: Role;
  teams?: string[];
}

/** Who starts runs and answers where the test names nobody: an admin, who may answer everything. */
export const TESTER: Principal = principal("Tester", { role: "admin" });

export function principal(name: string, { id, role = "reviewer", teams = [] }: TestPerson = {}): Principal {
  const userId = id ?? name.toLowerCase();
  return { userId, name, email: `${userId}@example.com`, workspaceId: WORKSPACE, role, teamIds: teams };
}
