import { outerName } from "@/lib/engine/definition/branches";
import { migrationFrom } from "@/lib/engine/migration-from";
import type { Program } from "@/lib/engine/program";
import type { Registry } from "./registry";

/** A version of a workflow in a workspace, as a run has it. */
export interface ProgramRef {
  workspaceId: string;
  workflow: string;
  version: string;
}

/**
 * Programs that a workspace keeps. A version is never changed once it is there, and any process can load it, so it is
 * known to all of them. Its number ends in `s` (`3s-ab12cd34`), by which SQL tells it from versions of code.
 */
export interface StoredPrograms {
  /** The newest version of each workflow of the workspace. */
  current(workspaceId: string): Promise<Pick<ProgramRef, "workflow" | "version">[]>;
  /** Null where the workspace has no such version. */
  load(ref: ProgramRef): Promise<Program | null>;
}

export const isStored = (version: string): boolean => /^\d+s-/.test(version);

/** The programs of a workspace: those of the code, which all workspaces have, and those that it keeps itself. */
export interface Programs {
  /** The newest version of each workflow, by title. */
  current(workspaceId: string): Promise<Program[]>;
  /** The version that new runs get. */
  newest(workspaceId: string, workflow: string): Promise<Program | null>;
  /** Any version that is kept, of a workflow or of a branch (`outer/step/branch`). */
  find(ref: ProgramRef): Promise<Program | null>;
  /** The newest version, if it is another one and says how to migrate runs of this one; of a branch, too. */
  successor(ref: ProgramRef): Promise<Program | null>;
  /** What this process has from files: it announces that, and starts its schedules. */
  readonly code: Registry;
}

/** Loaded programs that one process keeps at hand. */
const KEPT = 500;

const nothingStored: StoredPrograms = { current: async () => [], load: async () => null };

/** Code goes first: a workspace can't take the name of an installed workflow. */
export function createPrograms(code: Registry, stored: StoredPrograms = nothingStored): Programs {
  const loaded = new Map<string, Promise<Program | null>>();
  const load = (ref: ProgramRef): Promise<Program | null> => {
    const key = `${ref.workspaceId} ${ref.workflow} ${ref.version}`;
    const found = loaded.get(key) ?? stored.load(ref);
    // The one that was used last stands last; what is not there, or could not be read, is asked for again.
    loaded.delete(key);
    loaded.set(key, found);
    const forget = () => loaded.get(key) === found && loaded.delete(key);
    found.then((program) => program ?? forget(), forget);
    for (const oldest of loaded.keys()) {
      if (loaded.size <= KEPT) break;
      loaded.delete(oldest);
    }
    return found;
  };
  const storedNow = async (workspaceId: string) => {
    const refs = (await stored.current(workspaceId)).filter(({ workflow }) => !code.newest(workflow));
    return Promise.all(refs.map((ref) => load({ workspaceId, ...ref })));
  };
  const newest = async (workspaceId: string, workflow: string) => {
    const program = code.newest(workflow);
    if (program) return program;
    const ref = (await stored.current(workspaceId)).find((one) => one.workflow === workflow);
    return ref ? load({ workspaceId, ...ref }) : null;
  };
  return {
    code,
    newest,
    async current(workspaceId) {
      const kept = (await storedNow(workspaceId)).filter((program) => program !== null);
      return [...code.current(), ...kept].sort((a, b) => a.title.localeCompare(b.title));
    },
    async find(ref) {
      if (!isStored(ref.version)) return code.find(ref.workflow, ref.version);
      return within(await load({ ...ref, workflow: outerName(ref.workflow) }), ref.workflow);
    },
    async successor({ workspaceId, workflow, version }) {
      if (!isStored(version)) return code.successor(workflow, version);
      const program = within(await newest(workspaceId, outerName(workflow)), workflow);
      return program && migrationFrom(program, version) ? program : null;
    },
  };
}

/** A program, or one of its branches, by name. */
const within = (program: Program | null, workflow: string): Program | null =>
  [program, ...(program?.inner ?? [])].find((one) => one?.workflow === workflow) ?? null;
