import { rename, rm, writeFile } from "node:fs/promises";
import { type Command, Option } from "commander";
import type { Runner } from "@/cli/context";
import { exit } from "@/cli/exit-codes";
import { Failure } from "@/cli/failure";
import { exportMarkdown } from "@/cli/shown/export-markdown";
import { readAll } from "@/cli/shown/exported";
import { safeJson } from "@/cli/terminal/safe-text";
import { note, print } from "@/cli/terminal/terminal";

interface Options {
  format: "json" | "markdown";
  output?: string;
  json?: boolean;
}

export function addExport(program: Command, { run }: Runner): void {
  program
    .command("export")
    .description("write a run with its steps, events, drafts, comments and decisions")
    .argument("<run>", "its id")
    .addOption(new Option("--format <format>", "how").choices(["json", "markdown"]).default("json"))
    .option("-o, --output <file>", "into this file, whole or not at all")
    .option("--json", "the same as --format json")
    .action((id: string, { format, output, json }: Options) =>
      run({ json }, async ({ client, terminal }) => {
        const all = await readAll(client, id);
        const text = format === "markdown" && !json ? exportMarkdown(all) : safeJson(all, 2);
        if (output === undefined) return print(terminal, text);
        await writeWhole(output, `${text}\n`);
        note(terminal, `Written to ${output}.`);
      }),
    );
}

async function writeWhole(file: string, text: string): Promise<void> {
  const draft = `${file}.${process.pid}.part`;
  try {
    await writeFile(draft, text);
    await rename(draft, file);
  } catch (error) {
    throw new Failure(exit.error, `${file} can't be written: ${(error as Error).message}`);
  } finally {
    await rm(draft, { force: true });
  }
}
