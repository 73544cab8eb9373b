import type { AgentChanges, AgentDraft } from "@/lib/contract/requests";
import { invalid, notFound } from "@/lib/errors";
import type { FieldError } from "@/lib/forms/spec";
import type { AgentMatch, AgentView } from "@/lib/views/agents";
import type { Principal } from "@/lib/words/people";
import type { AgentRows, AgentSearch, AgentsPort } from "./agent-ports";
import { checkSettings, settingsOf } from "./check-agent";
import { forbidden, mayAct } from "./may-act";
import type { DirectoryPorts } from "./ports";
import { actorOf } from "./present";
import { NOISE, rankAgents } from "./rank-agents";

export async function getAgent({ agents }: DirectoryPorts, by: Principal, id: string): Promise<AgentView> {
  return (await agents.rows.get(by.workspaceId, id)) ?? missing();
}

/** Best first. Those that are disabled only when asked for. */
export async function searchAgents(
  rows: AgentRows,
  workspaceId: string,
  { limit, ...search }: AgentSearch & { limit: number },
): Promise<AgentMatch[]> {
  const { asked, candidates } = await rows.search(workspaceId, search, NOISE);
  return rankAgents(asked, candidates).slice(0, limit);
}

export async function addAgent(
  { agents, newId }: DirectoryPorts,
  by: Principal,
  draft: AgentDraft,
): Promise<AgentView> {
  checkRole(by);
  const { id = newId(), ...given } = draft;
  const { name, description = "", capabilities = [], kind, enabled = true } = given;
  const entry = { name, description, capabilities, kind, enabled, ...settingsOf(given) };
  checkSettings(entry, agents.assistants);
  await checkAddress(agents, entry.cardUrl);
  const added = await agents.rows.add({ ...entry, id, workspaceId: by.workspaceId, createdBy: actorOf(by) });
  return added === "taken" ? ((await sameAgent(agents, by, id)) ?? nameTaken(name)) : added;
}

/** A repeat of one request finds what it added before. */
async function sameAgent({ rows }: AgentsPort, by: Principal, id: string): Promise<AgentView | null> {
  return rows.get(by.workspaceId, id);
}

/** Its kind stays: what it is asked and how depends on it. */
export async function editAgent(
  ports: DirectoryPorts,
  by: Principal,
  id: string,
  changes: AgentChanges,
): Promise<AgentView> {
  const { rows, assistants } = ports.agents;
  const before = await getAgent(ports, by, id);
  checkRole(by);
  const after = { ...before, ...changes };
  checkSettings(after, assistants);
  // One that is there already may still be renamed or disabled.
  if (after.cardUrl !== before.cardUrl) await checkAddress(ports.agents, after.cardUrl);
  const forget = JSON.stringify(settingsOf(after)) !== JSON.stringify(settingsOf(before)) && { health: null };
  const edited = await rows.edit(by.workspaceId, id, { ...changes, ...forget });
  if (edited === "taken") return nameTaken(after.name);
  return edited ?? missing();
}

export async function removeAgent(ports: DirectoryPorts, by: Principal, id: string): Promise<AgentView> {
  const agent = await getAgent(ports, by, id);
  checkRole(by);
  if (!(await ports.agents.rows.remove(by.workspaceId, id))) missing();
  return agent;
}

/** Asks it whether it is there, and notes what it says. */
export async function testAgent(ports: DirectoryPorts, by: Principal, id: string): Promise<AgentView> {
  const agent = await getAgent(ports, by, id);
  checkRole(by);
  await checkAgent(ports.agents, agent);
  return getAgent(ports, by, id);
}

export async function checkAgent({ rows, check }: AgentsPort, agent: AgentView): Promise<void> {
  await rows.noteHealth(agent, await check(agent));
}

const HEALTH_MS = 60 * 60_000;
const AT_ONCE = 50;

/** The cards of agents elsewhere are looked at once an hour, whoever does it. */
export const makeDueChecks = ({ rows }: AgentsPort): Promise<boolean> => rows.makeChecks(HEALTH_MS, AT_ONCE);

function checkRole(by: Principal): void {
  const reason = mayAct(by, "editAgents");
  if (reason !== null) throw forbidden(reason);
}

async function checkAddress({ refusesAddress }: AgentsPort, cardUrl: string | null): Promise<void> {
  const message = cardUrl === null ? null : await refusesAddress(cardUrl);
  if (message !== null) throw invalid([{ field: "cardUrl", message }]);
}

function missing(): never {
  throw notFound("agent");
}

function nameTaken(name: string): never {
  const error: FieldError = {
    field: "name",
    message: `There is an agent called "${name}" already. Choose another name.`,
  };
  throw invalid([error]);
}
