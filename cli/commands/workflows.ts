import type { Command } from "commander";
import type { Client } from "@/cli/connection/client";
import type { Runner } from "@/cli/context";
import { exit } from "@/cli/exit-codes";
import { Failure } from "@/cli/failure";
import { safeLine } from "@/cli/terminal/safe-text";
import { table } from "@/cli/terminal/table";
import { print, printJson } from "@/cli/terminal/terminal";
import type { WorkflowView } from "@/lib/views/views";
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

export const readWorkflows = (client: Client) => client.all<WorkflowView>("/api/v1/workflows");

export async function findWorkflow(client: Client, name: string): Promise<WorkflowView> {
  const all = await readWorkflows(client);
  const found = all.find((workflow) => workflow.name === name);
  if (found) return found;
  const names = all.map((workflow) => workflow.name).join(", ");
  throw new Failure(exit.notFound, `There is no workflow "${name}". There are: ${names}.`, "unknown_workflow");
}
