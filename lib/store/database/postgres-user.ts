import { execFile, spawnSync } from "node:child_process";
import { chown, stat } from "node:fs/promises";
import { dirname } from "node:path";
import { promisify } from "node:util";
import { StartError } from "./start-error";

const run = promisify(execFile);

interface SystemUser {
  uid: number;
  gid: number;
}

/** How to start a program so that Postgres accepts it: never as root. */
export interface PostgresUser {
  /** Gives a file or folder to the user that Postgres runs as. */
  own(path: string): Promise<void>;
  /** Program, arguments and options for `spawn`. */
  command(program: string, args: string[]): { program: string; args: string[]; uid?: number; gid?: number };
}

/**
 * Postgres refuses to run as root. Then it runs as the owner of its folder, else as the system user
 * `postgres`, which is made when it is missing. `paths` are what that user must be able to reach.
 */
export async function choosePostgresUser(folder: string, paths: string[]): Promise<PostgresUser> {
  if (process.getuid?.() !== 0) {
    return { own: async () => {}, command: (program, args) => ({ program, args }) };
  }
  const user = (await ownerOf(folder)) ?? (await findUser()) ?? (await makeUser());
  const own = (path: string) => chown(path, user.uid, user.gid);
  if (paths.every((path) => canEnter(user, path))) {
    return { own, command: (program, args) => ({ program, args, ...user }) };
  }
  // A clone in a folder that is root's alone (`mktemp -d`): Postgres then keeps root's right to read and
  // to enter, not the one to write. Without the securebit access(2) would ignore that right.
  const prefix = [
    `--reuid=${user.uid}`,
    `--regid=${user.gid}`,
    "--clear-groups",
    "--inh-caps=+dac_read_search",
    "--ambient-caps=+dac_read_search",
    "--securebits=+no_setuid_fixup",
    "--no-new-privs",
    "--",
  ];
  if (spawnSync("setpriv", [...prefix, "test", "-x", dirname(folder)], { cwd: "/", stdio: "ignore" }).status !== 0) {
    throw new StartError(
      `The embedded Postgres can't run as root, and its user "postgres" can't enter ${dirname(folder)}: ` +
        "move the project, or set HOLDPOINT_DATA_DIR, to folders that every user may enter, " +
        "or set DATABASE_URL to a Postgres of yours.",
    );
  }
  return { own, command: (program, args) => ({ program: "setpriv", args: [...prefix, program, ...args] }) };
}

async function ownerOf(folder: string): Promise<SystemUser | null> {
  const owner = await stat(folder).catch(() => null);
  return owner && owner.uid !== 0 ? { uid: owner.uid, gid: owner.gid } : null;
}

async function findUser(): Promise<SystemUser | null> {
  try {
    const [uid, gid] = await Promise.all(
      ["-u", "-g"].map(async (flag) => (await run("id", [flag, "postgres"])).stdout),
    );
    return { uid: Number(uid), gid: Number(gid) };
  } catch {
    return null;
  }
}

async function makeUser(): Promise<SystemUser> {
  await run("useradd", ["--system", "--user-group", "--no-create-home", "--shell", "/usr/sbin/nologin", "postgres"])
    .catch(() => run("adduser", ["-S", "-D", "-H", "postgres"]))
    .catch(() => {});
  const user = await findUser();
  if (user) return user;
  throw new StartError(
    "The embedded Postgres can't run as root, and the user \"postgres\" couldn't be made: " +
      "start Holdpoint as another user, or set DATABASE_URL to a Postgres of yours.",
  );
}

function canEnter(user: SystemUser, path: string): boolean {
  return spawnSync("test", ["-x", path], { ...user, cwd: "/", stdio: "ignore" }).status === 0;
}
