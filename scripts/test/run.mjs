import { spawn } from "node:child_process";
import { join } from "node:path";

/** Runs a program of an installed package in this terminal; resolves to its exit code. */
export function run(program, args, env = {}) {
  const child = spawn(process.execPath, [join("node_modules", program), ...args], {
    stdio: ["ignore", "inherit", "inherit"],
    env: { ...process.env, ...env },
  });
  return new Promise((done, fail) => {
    child.once("error", fail);
    child.once("close", (code) => done(code ?? 1));
  });
}
