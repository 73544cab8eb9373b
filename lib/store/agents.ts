import type { Pool } from "pg";
import type { AgentEdit, AgentRows } from "@/lib/operations/agent-ports";
import type { AgentKind, AgentView } from "@/lib/views/agents";
import type { Actor } from "@/lib/words/people";
import type { Agent, Prisma, PrismaClient } from "./generated/client";
import { nameCursor, toPage } from "./lists";

/** More than these are not ranked; they have the fewest words in common with what is asked for. */
const CANDIDATES = 100;

const stems = (text: string) => `tsvector_to_array(to_tsvector('english', ${text}))`;
const quoted = `'''' || replace(replace(term, '\\', '\\\\'), '''', '''''') || ''''`;

/** Any of the words is enough to be looked at. */
const SEARCH = `
  with asked as (
    select array(select term from unnest(${stems("$2 || ' ' || array_to_string($3::text[], ' ')")}) term
      where term <> all($5::text[])) as terms
  )
  select a.id, ${stems("a.name")} as name, ${stems("a.description")} as description,
    (select coalesce(jsonb_agg(${stems("c")} order by n), '[]')
      from unnest(a.capabilities) with ordinality as own(c, n)) as capabilities
  from agents a
  where a.workspace_id = $1 and (a.enabled or $4)
    and a.search @@ (select string_agg(${quoted}, ' | ')::tsquery from asked, unnest(asked.terms) term)
  order by ts_rank(a.search, (select string_agg(${quoted}, ' | ')::tsquery from asked, unnest(asked.terms) term)) desc,
    a.name_key
  limit ${CANDIDATES}`;

const ASKED = `
  select ${stems("$1")} as terms,
    (select coalesce(jsonb_agg(${stems("c")} order by n), '[]')
      from unnest($2::text[]) with ordinality as wanted(c, n)) as capabilities`;

/** What one process makes to be checked is not made by another for a while. */
const MAKE_CHECKS = `
  with due as (
    select id from agents
    where kind = 'a2a' and enabled and (health_checked_at is null or health_checked_at < now() - $1::interval)
    order by health_checked_at nulls first limit $2 for update skip locked
  ), taken as (
    update agents a set health_checked_at = now() from due where a.id = due.id returning a.id, a.workspace_id
  )
  insert into deliveries (id, kind, workspace_id, payload)
  select gen_random_uuid(), 'check', workspace_id, jsonb_build_object('agentId', id) from taken`;

interface FoundStems {
  id: string;
  name: string[];
  description: string[];
  capabilities: string[][];
}

/** The agent directory, workspace by workspace. */
export function agentRows(pool: Pick<Pool, "query">, prisma: PrismaClient): AgentRows {
  const one = async (where: Prisma.AgentWhereInput) => {
    const row = await prisma.agent.findFirst({ where });
    return row && agentView(row);
  };
  return {
    async list(workspaceId, { limit, cursor, enabled }) {
      const after = nameCursor(cursor);
      const where = { workspaceId, enabled, ...(after !== null && { nameKey: { gt: after } }) };
      const rows = await prisma.agent.findMany({ where, orderBy: { nameKey: "asc" }, take: limit + 1 });
      return toPage(rows, { limit }, ({ nameKey }) => [nameKey], agentView);
    },
    get: (workspaceId, id) => one({ id, workspaceId }),
    named: (workspaceId, name) => one({ workspaceId, nameKey: nameKey(name) }),
    add: (agent) =>
      unlessTaken(async () => {
        const data = { ...agent, nameKey: nameKey(agent.name), createdBy: { ...agent.createdBy } };
        return agentView(await prisma.agent.create({ data }));
      }),
    edit: (workspaceId, id, { health, ...changes }) =>
      unlessTaken(async () => {
        const data = { ...changes, ...keyOf(changes), ...(health === null && NOT_CHECKED) };
        const { count } = await prisma.agent.updateMany({ where: { id, workspaceId }, data });
        return count === 0 ? null : one({ id, workspaceId });
      }),
    async remove(workspaceId, id) {
      const { count } = await prisma.agent.deleteMany({ where: { id, workspaceId } });
      return count > 0;
    },
    async noteHealth(agent, { ok, message }) {
      // A check of settings that have changed meanwhile says nothing about the new ones.
      await prisma.$executeRaw`
        update agents set health_ok = ${ok}, health_message = ${message}, health_checked_at = now()
        where id = ${agent.id}::uuid and card_url is not distinct from ${agent.cardUrl}
          and secret is not distinct from ${agent.secret} and assistant is not distinct from ${agent.assistant}
          and instructions is not distinct from ${agent.instructions} and model is not distinct from ${agent.model}`;
    },
    async search(workspaceId, { query, capabilities = [], disabled = false }, ignored) {
      const [found, asked] = await Promise.all([
        pool.query<FoundStems>(SEARCH, [workspaceId, query, capabilities, disabled, ignored]),
        pool.query<{ terms: string[]; capabilities: string[][] }>(ASKED, [query, capabilities]),
      ]);
      const ids = found.rows.map(({ id }) => id);
      const rows = ids.length === 0 ? [] : await prisma.agent.findMany({ where: { workspaceId, id: { in: ids } } });
      const byId = new Map(rows.map((row) => [row.id, agentView(row)]));
      return {
        asked: asked.rows[0] ?? { terms: [], capabilities: [] },
        candidates: found.rows.flatMap(({ id, ...terms }) => {
          const agent = byId.get(id);
          return agent ? [{ agent, terms }] : [];
        }),
      };
    },
    async makeChecks(afterMs, limit) {
      return ((await pool.query(MAKE_CHECKS, [`${afterMs} milliseconds`, limit])).rowCount ?? 0) > 0;
    },
  };
}

const NOT_CHECKED = { healthOk: null, healthMessage: null, healthCheckedAt: null };

const keyOf = ({ name }: AgentEdit) => (name === undefined ? {} : { nameKey: nameKey(name) });

export const nameKey = (name: string) => name.trim().replaceAll(/\s+/g, " ").toLowerCase();

async function unlessTaken<T>(write: () => Promise<T>): Promise<T | "taken"> {
  try {
    return await write();
  } catch (error) {
    if ((error as { code?: unknown }).code === "P2002") return "taken";
    throw error;
  }
}

function agentView(row: Agent): AgentView {
  const { healthOk, healthMessage, healthCheckedAt } = row;
  return {
    id: row.id,
    name: row.name,
    description: row.description,
    capabilities: row.capabilities,
    kind: row.kind as AgentKind,
    enabled: row.enabled,
    assistant: row.assistant,
    instructions: row.instructions,
    model: row.model,
    cardUrl: row.cardUrl,
    secret: row.secret,
    health:
      healthOk === null || healthCheckedAt === null
        ? null
        : { ok: healthOk, message: healthMessage ?? "", checkedAt: healthCheckedAt.toISOString() },
    createdBy: row.createdBy as unknown as Actor,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  };
}
