import { v5 as idFrom } from "uuid";
import { ClaimFirst, type Keep } from "@/lib/contract/keep";
import type { StartedRun } from "@/lib/contract/requests";
import { unstartedRun } from "@/lib/engine/newborn";
import type { Program } from "@/lib/engine/program";
import type { Json } from "@/lib/engine/types";
import { HoldpointError, invalid } from "@/lib/errors";
import { parseValues } from "@/lib/forms/to-zod";
import type { RunView } from "@/lib/views/views";
import type { Principal, Starter } from "@/lib/words/people";
import { beginRun } from "./begin-run";
import { bindFiles, namesFiles, resolveFiles } from "./bind-files";
import { seeingOf, sightOf } from "./may-see";
import type { Ports } from "./ports";
import { presentRun, starterOf } from "./present";

interface StartRequest {
  workflow: string;
  input: Json;
  model?: string;
  runId?: string;
  /** Where it is started, for doors that later ask for "my latest run". */
  door?: string;
  /** How many agents the message that starts it came through; none when left out. */
  hops?: number;
  /** The turn of a thread that it is. */
  thread?: { id: string; turn: number };
  keep?: Keep;
}

/**
 * Starts a run of the newest version of a workflow. `input` is checked against its form.
 * With `runId`, a repeat of the same request finds the run that it made before.
 */
export async function startRun(ports: Ports, by: Principal, request: StartRequest): Promise<RunView> {
  return (await start(ports, by, request, starterOf(by, request.hops))).run;
}

/**
 * Starts a run, or finds the one that was started under this key before, whatever its input was. The run's id
 * follows from the key, so there is never a second one: not at once, not after a crash.
 */
export async function startRunOnce(
  ports: Ports,
  by: Principal,
  { dedupeKey, ...request }: Omit<StartRequest, "runId"> & { dedupeKey: string },
): Promise<StartedRun> {
  // What only participants see is nobody else's to find, nor to be in the way of.
  const newest = await ports.programs.newest(by.workspaceId, request.workflow);
  const isPrivate = newest?.visibility === "participants";
  const whose = isPrivate ? [by.userId] : [];
  const runId = dedupedId("key", by.workspaceId, request.workflow, dedupeKey, ...whose);
  return findOrStart(ports, by, { ...request, runId }, starterOf(by));
}

/** Starts a run with an id of the caller's making, unless it is there. */
export async function findOrStart(
  ports: Ports,
  by: Principal,
  request: StartRequest & { runId: string },
  startedBy: Starter,
): Promise<StartedRun> {
  const existing = await ports.door.readRun(request.runId);
  if (existing && sightOf(by, seeingOf(existing))) return { run: presentRun(by, existing), created: false };
  return start(ports, by, request, startedBy);
}

const NAMESPACE = "0a6f3d52-7f0e-5c5b-9a52-6d1f0b1f6c11";

/** The same parts give the same id. */
export const dedupedId = (...parts: string[]) => idFrom(JSON.stringify(parts), NAMESPACE);

async function start(ports: Ports, by: Principal, request: StartRequest, startedBy: Starter): Promise<StartedRun> {
  const program = await newestProgram(ports, by, request.workflow);
  const id = request.runId ?? ports.newId();
  const { fields } = program.input;
  // Its files are bound before, to a run that a repeat must find.
  if (request.keep && namesFiles(fields, request.input)) throw new ClaimFirst();
  const input = parseValues(program.input, undefined, await resolveFiles(ports, by, id, fields, request.input));
  if (!input.ok) {
    throw invalid(input.errors);
  }
  await bindFiles(ports, by, id, fields, input.values);
  // What is said in a thread is its person's, whatever answers there.
  const visibility = request.thread ? "participants" : program.visibility;
  const unstarted = unstartedRun({
    id,
    workspaceId: by.workspaceId,
    workflow: program.workflow,
    version: program.version,
    input: input.values,
    model: request.model ?? null,
    startedBy,
    door: request.door,
    thread: request.thread,
    people: visibility ? { visibility } : {},
    // A deadline or timer of the first step counts from here.
    now: await ports.door.now(),
  });
  return beginRun(ports, by, unstarted, { type: "run.started" }, request.keep && { by, keep: request.keep });
}

export async function newestProgram(
  { programs }: Pick<Ports, "programs">,
  { workspaceId }: Pick<Principal, "workspaceId">,
  workflow: string,
): Promise<Program> {
  const program = await programs.newest(workspaceId, workflow);
  if (program) return program;
  const names = (await programs.current(workspaceId)).map((known) => known.workflow);
  const message = `There is no workflow "${workflow}". There are: ${names.join(", ")}.`;
  throw new HoldpointError("unknown_workflow", message, { errors: [{ field: "workflow", message }] });
}
