import type { WorkflowDefinition } from "@/lib/engine/definition/definition";
import type { ScheduleDefinition } from "@/lib/engine/definition/schedules";
import { text, workflow } from "@/lib/workflow";
import { withClient } from "./postgres";

const plain = workflow("report", { title: "Report", input: { of: text({ label: "Of", required: true }) } })
  .end("done", { output: ({ input }) => input.of })
  .build();

/** A workflow that ends at once and says what its input was. */
export const scheduled = (...schedules: ScheduleDefinition[]): WorkflowDefinition => ({ ...plain, schedules });

export const HOUR = 3_600_000;

/** Names the moment of each start. */
export const hourly = scheduled({ everyMs: HOUR, missed: "catch-up", input: (at) => ({ of: at.toISOString() }) });

/** An interval of many years whose last start was so long ago: tests move no clock and depend on no time of day. */
export const everyMs = (agoMs: number) => Math.floor((Date.now() - agoMs) / 100);

/** As if no process had been there since `startsAgo` starts ago. */
export async function missStarts(url: string, startsAgo: number): Promise<void> {
  const sql = `update schedules set next_at = to_timestamp(
    (floor(extract(epoch from now()) * 1000 / (timing->>'everyMs')::float8) - $1 + 1) * (timing->>'everyMs')::float8 / 1000) where announced`;
  await withClient(url, (client) => client.query(sql, [startsAgo]));
}

interface Row {
  name: string;
  announced: boolean;
  timing: { everyMs: number };
  next_at: Date | null;
  last_at: Date | null;
  last_run_id: string | null;
  error: string | null;
}

export const readSchedules = async (url: string): Promise<Row[]> =>
  (await withClient(url, (client) => client.query("select * from schedules order by name, workspace_id"))).rows;

/** The input of each run there is, in the order of their moments. */
export async function startedFor(url: string): Promise<string[]> {
  const sql = "select input->>'of' as it from runs where started_by->>'kind' = 'system' order by 1";
  return (await withClient(url, (client) => client.query<{ it: string }>(sql))).rows.map(({ it }) => it);
}
