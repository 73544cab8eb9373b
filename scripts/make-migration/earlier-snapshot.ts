import { execFileSync } from "node:child_process";

/** The snapshot of the schema as git had it when the folder's migrations were exactly these. */
export function earlierSnapshot(migrationsFolder: string, names: string[]): string {
  const git = (...args: string[]) =>
    execFileSync("git", args, { cwd: migrationsFolder, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
  const commits = git("log", "--format=%H", "--", ".").split("\n").filter(Boolean);
  const commit = commits.find((one) => {
    const folders = git("ls-tree", "-d", "--name-only", one, "./").split("\n").filter(Boolean);
    return folders.sort().join() === names.join();
  });
  if (commit === undefined || git("ls-tree", "--name-only", commit, "schema.prisma") === "") {
    throw new Error(
      `git has no prisma/migrations/schema.prisma of when ${names.at(-1)} was the last: commit it first.`,
    );
  }
  return git("show", `${commit}:./schema.prisma`);
}
