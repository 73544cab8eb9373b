import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { stripVTControlCharacters } from "node:util";
import { spawn as spawnPty } from "@lydell/node-pty";
import { execute } from "@/cli/execute";

const program = join(import.meta.dirname, "../../cli/holdpoint.mjs");

/** After this long nothing more is going to come. */
const SILENCE_MS = 20_000;

export interface Ended {
  code: number | null;
  stdout: string;
  stderr: string;
}

interface Given {
  /** What comes from standard input. */
  input?: string | Uint8Array;
  env?: Record<string, string>;
}

/** The command with the same arguments, without a process of its own: for what it does, not for how it is started. */
export async function inProcess(args: string[], { input = "", env = {} }: Given): Promise<Ended> {
  const written = { out: "", err: "" };
  const screen = (name: keyof typeof written) =>
    new PassThrough().on("data", (text) => {
      written[name] += text;
    });
  const host = {
    in: new PassThrough().end(input),
    out: screen("out"),
    err: screen("err"),
    env: { NODE_ENV: "test" as const, ...env },
    signal: new AbortController().signal,
  };
  const code = await execute(args, host);
  return { code, stdout: written.out, stderr: written.err };
}

/** The command with settings and a folder of its own. */
export function terminalClient(given: Record<string, string>) {
  const folder = mkdtempSync(join(tmpdir(), "holdpoint-cli-"));
  const own = {
    NODE_ENV: "test" as const,
    PATH: process.env.PATH ?? "",
    HOME: folder,
    XDG_CONFIG_HOME: join(folder, "config"),
  };
  const envOf = (more: Record<string, string> = {}) => ({ ...own, ...given, ...more });
  const run = (args: string[], { input, env }: Given = {}) => inProcess(args, { input, env: envOf(env) });

  return {
    folder,
    run,
    /** What a successful call prints, as JSON. */
    async json<T>(...args: string[]): Promise<T> {
      const { code, stdout, stderr } = await run([...args, "--json"]);
      if (code !== 0) throw new Error(`holdpoint ${args.join(" ")} ended with ${code}: ${stderr}`);
      return JSON.parse(stdout) as T;
    },
    /** A process, as a script starts it; called from another folder than the project's. */
    begin(args: string[], env?: Record<string, string>) {
      const child = spawn(process.execPath, [program, ...args], { cwd: folder, env: envOf(env) });
      let stdout = "";
      let stderr = "";
      let wake = () => {};
      child.stdout.on("data", (text) => {
        stdout += text;
        wake();
      });
      child.stderr.on("data", (text) => (stderr += text));
      child.stdin.end();
      const ended = new Promise<Ended>((resolve) => child.once("close", (code) => resolve({ code, stdout, stderr })));
      const until = async (words: string) => {
        while (!stdout.includes(words)) await new Promise<void>((resolve) => (wake = resolve));
      };
      return { ended, until, interrupt: () => child.kill("SIGINT") };
    },
    open: (args: string[], env?: Record<string, string>) => new PseudoTerminal(args, folder, envOf(env)),
    remove: () => rmSync(folder, { recursive: true }),
  };
}

/** Somebody at a keyboard, in a real pseudo terminal. */
export class PseudoTerminal {
  /** All that it wrote, with what steers the terminal. */
  raw = "";
  readonly exitCode: Promise<number>;
  private readonly pty;
  private read = 0;
  private wake = () => {};

  constructor(args: string[], cwd: string, env: Record<string, string>) {
    this.pty = spawnPty(process.execPath, [program, ...args], {
      name: "xterm-256color",
      cols: 100,
      rows: 40,
      cwd,
      env: { TERM: "xterm-256color", ...env },
    });
    this.pty.onData((text) => {
      this.raw += text;
      this.wake();
    });
    this.exitCode = new Promise((resolve) =>
      this.pty.onExit(({ exitCode }) => {
        this.wake();
        resolve(exitCode);
      }),
    );
  }

  /** What can be read of it. */
  get text(): string {
    return stripVTControlCharacters(this.raw).replaceAll("\r", "");
  }

  /** Waits until this stands behind what was waited for before, and returns all in between. */
  async until(words: string): Promise<string> {
    let over = "";
    const stop = (why: string) => {
      over ||= why;
      this.wake();
    };
    void this.exitCode.then(() => stop("ended"));
    const timer = setTimeout(() => stop("is silent"), SILENCE_MS);
    try {
      for (;;) {
        const at = this.text.indexOf(words, this.read);
        if (at >= 0) {
          const passed = this.text.slice(this.read, at + words.length);
          this.read = at + words.length;
          return passed;
        }
        if (over) throw new Error(`It ${over} without "${words}":\n${this.text}`);
        await new Promise<void>((resolve) => (this.wake = resolve));
      }
    } finally {
      clearTimeout(timer);
    }
  }

  /** Keys as a keyboard sends them. */
  type(keys: string): void {
    this.pty.write(keys);
  }

  kill(): void {
    this.pty.kill();
  }
}

export const keys = { enter: "\r", down: "\u001B[B", backspace: "\u007F", ctrlC: "\u0003" };
