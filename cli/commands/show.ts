import type { Command } from "commander";
import { find } from "@/cli/connection/find";
import type { Runner } from "@/cli/context";
import { reviewText } from "@/cli/shown/review-text";
import { runText } from "@/cli/shown/run-text";
import { print, printJson } from "@/cli/terminal/terminal";
import { JSON_HELP } from "./options";

export function addShow(program: Command, { run }: Runner): void {
  program
    .command("show")
    .description("show a run with what waits in it, or a review with its draft")
    .argument("<id>", "of a run or a review")
    .option("--json", JSON_HELP)
    .action((id: string, options: { json?: boolean }) =>
      run(options, async (context) => {
        const { client, terminal, json } = context;
        const found = await find(client, id);
        if (json) return printJson(terminal, found.kind === "run" ? found.run : found.review);
        if (found.kind === "review") return print(terminal, await reviewText(context, found.review));
        print(terminal, await runText(found.run, terminal));
        for (const review of found.run.reviews) print(terminal, `\n${await reviewText(context, review)}`);
      }),
    );
}
