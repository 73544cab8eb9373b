import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";

/** The shell commands under a heading of a document, up to the next one. */
export function commandsUnder(file: string, heading: string): string {
  const [, after = ""] = readFileSync(file, "utf8").split(`\n${heading}\n`);
  const section = after.split(/\n##+ /)[0] ?? "";
  return [...section.matchAll(/```sh\n(.*?)```/gs)].map(([, code]) => code).join("\n");
}

/** Runs them as they stand, in a shell; the exit code, and all they print. */
export async function runCommands(commands: string, cwd: string, env: Record<string, string>) {
  const child = spawn("sh", ["-eu", "-c", commands], {
    cwd,
    env: { NODE_ENV: "production", ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (text) => (output += text));
  const code = await new Promise<number | null>((resolve) => child.once("close", resolve));
  return { code, output };
}
