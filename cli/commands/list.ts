import { Argument, type Command } from "commander";
import type { Context, Runner } from "@/cli/context";
import { exit } from "@/cli/exit-codes";
import { localTime, statusWord } from "@/cli/shown/words";
import { safeLine } from "@/cli/terminal/safe-text";
import { table } from "@/cli/terminal/table";
import { note, print, printJson } from "@/cli/terminal/terminal";
import { reviews } from "@/lib/features/reviews/contract";
import { runs } from "@/lib/features/runs/contract";
import type { Page } from "@/lib/views/views";
import { JSON_HELP, wholeNumber } from "./options";

interface Options {
  status?: string;
  workflow?: string;
  limit: number;
  cursor?: string;
  json?: boolean;
}

export function addList(program: Command, { run }: Runner): void {
  program
    .command("list")
    .description("list reviews that wait for you, or runs")
    .addArgument(new Argument("[what]", "what to list").choices(["reviews", "runs"]).default("reviews"))
    .option("--status <status>", "only these; reviews are the open ones unless you say")
    .option("--workflow <name>", "only runs of this workflow")
    .option("--limit <n>", "at most so many, 1 to 200", wholeNumber, 20)
    .option("--cursor <cursor>", "go on where a list ended")
    .option("--json", JSON_HELP)
    .action((what: "reviews" | "runs", options: Options) =>
      run(options, async (context) => {
        await (what === "runs" ? listRuns(context, options) : listReviews(context, options));
        return exit.ok;
      }),
    );
}

async function listReviews(context: Context, { status = "open", ...options }: Options): Promise<void> {
  const query = { asked: "me", ...filters({ ...options, status }) };
  const page = await context.client.get(reviews.list, {}, { query });
  show(context, page, "Nothing waits for you.", ["REVIEW", "WORKFLOW", "DUE", "TITLE"], (review) => [
    review.id,
    review.workflow,
    review.dueAt ? localTime(review.dueAt) : "",
    safeLine(review.title),
  ]);
}

async function listRuns(context: Context, options: Options): Promise<void> {
  const page = await context.client.get(runs.list, {}, { query: filters(options) });
  show(context, page, "There is no such run.", ["RUN", "WORKFLOW", "UPDATED", "STATUS"], (run) => [
    run.id,
    run.workflow,
    localTime(run.updatedAt),
    statusWord(run.status, context.terminal.styles) + (run.step ? `, ${safeLine(run.step.name)}` : ""),
  ]);
}

const filters = ({ status, workflow, limit, cursor }: Options) => ({ status, workflow, limit: String(limit), cursor });

function show<T>(
  { terminal, json }: Context,
  page: Page<T>,
  empty: string,
  names: string[],
  row: (one: T) => string[],
): void {
  if (json) return printJson(terminal, page);
  if (page.data.length === 0) return note(terminal, empty);
  const width = terminal.out.isTTY ? (terminal.out.columns ?? null) : null;
  print(terminal, table(names, page.data.map(row), terminal.styles, width));
  if (page.nextCursor) note(terminal, `There are more: --cursor ${page.nextCursor}`);
}
