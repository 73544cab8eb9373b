import type { Command } from "commander";
import { readWorkflows } from "@/cli/connection/workflows";
import type { Runner } from "@/cli/context";
import { safeLine } from "@/cli/terminal/safe-text";
import { table } from "@/cli/terminal/table";
import { print, printJson } from "@/cli/terminal/terminal";
import { JSON_HELP } from "./options";

export function addWorkflows(program: Command, { run }: Runner): void {
  program
    .command("workflows")
    .description("list what can be started")
    .option("--json", JSON_HELP)
    .action((options: { json?: boolean }) =>
      run(options, async ({ client, terminal, json }) => {
        const data = await readWorkflows(client);
        if (json) return printJson(terminal, { data, nextCursor: null });
        const rows = data.map(({ name, title, input }) => [
          name,
          input.fields.map((field) => field.name + (field.required ? "" : "?")).join(", "),
          safeLine(title),
        ]);
        print(
          terminal,
          table(["NAME", "INPUT", "TITLE"], rows, terminal.styles, terminal.out.isTTY ? terminal.width : null),
        );
      }),
    );
}
