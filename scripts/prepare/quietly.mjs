import { spawn } from "node:child_process";
import { Problem } from "../problem.mjs";

/** Runs a program: one line when it begins, a sign of life every ten seconds, its output only if it fails. */
export async function quietly(title, [program, ...args], { env = {}, failure }) {
  const began = Date.now();
  const elapsed = () => `${Math.round((Date.now() - began) / 1000)} s`;
  console.log(`${title} ...`);
  const sign = setInterval(() => console.log(`  still working (${elapsed()})`), 10_000);
  let output = "";
  const child = spawn(program, args, {
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const collect = (chunk) => {
    output += chunk;
  };
  child.stdout.on("data", collect);
  child.stderr.on("data", collect);
  const code = await new Promise((done) => {
    child.once("error", (error) => done(error.message));
    child.once("close", (status, signal) => done(status ?? signal));
  });
  clearInterval(sign);
  if (code === 0) return console.log(`  done in ${elapsed()}`);
  process.stderr.write(output);
  throw new Problem(failure);
}
