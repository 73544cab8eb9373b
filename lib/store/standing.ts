import type { Pool } from "pg";
import type { Stand } from "@/lib/holdpoint";
import type { Principal } from "@/lib/words/people";
import { together } from "./together";

const STANDING = `
  select q.n::int as n, m.role, array(select t.id::text from team_members i join teams t on t.id = i.team_id
    where i.user_id = m.user_id and t.workspace_id = m.workspace_id order by t.id) as "teamIds"
  from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[]) with ordinality
    as q(user_id, workspace_id, token_id, session_id, n)
  join memberships m on m.user_id = q.user_id and m.workspace_id = q.workspace_id
  left join api_tokens k on k.id = q.token_id
  where (q.token_id is null
      or (k.revoked_at is null and (k.expires_at is null or k.expires_at > now()) and k.id is not null))
    and not exists (select from ended_sessions e where e.id = q.session_id)`;

type Row = Pick<Principal, "role" | "teamIds"> & { n: number };

/** How callers stand: whether their token or session counts, and role and teams in that very workspace are what they were. */
export function standing(pool: Pool) {
  async function standOfAll(callers: Principal[]): Promise<Stand[]> {
    const values = [
      callers.map(({ userId }) => userId),
      callers.map(({ workspaceId }) => workspaceId),
      callers.map(({ tokenId }) => tokenId ?? null),
      callers.map(({ sessionId }) => sessionId ?? null),
    ];
    const { rows } = await pool.query<Row>({ name: "standing", text: STANDING, values });
    const now = new Map(rows.map(({ n, role, teamIds }) => [n - 1, rightsOf({ role, teamIds })]));
    return callers.map((caller, index) => {
      const rights = now.get(index);
      return rights === undefined ? "out" : rights === rightsOf(caller) ? "same" : "changed";
    });
  }
  return {
    standOfAll,
    /** The same for one; those who ask at the same time share a statement. */
    standOf: together<Principal, Stand>({ ask: standOfAll }),
  };
}

const rightsOf = ({ role, teamIds }: Pick<Principal, "role" | "teamIds">) => [role, ...teamIds].join(" ");
