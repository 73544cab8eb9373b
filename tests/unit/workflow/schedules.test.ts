import { expect, expectTypeOf, it } from "vitest";
import type { WorkflowDefinition } from "@/lib/engine/definition/definition";
import type { ScheduleDefinition, ScheduleOptions } from "@/lib/engine/definition/schedules";
import { number, text, workflow } from "@/lib/workflow";
import { createRegistry } from "@/lib/workflow/registry";

const input = { team: text({ label: "Team", required: true }), words: number({ label: "Words", max: 500 }) };

const report = (schedules: ScheduleDefinition[]): WorkflowDefinition => ({
  ...workflow("report", { title: "Report", input })
    .end("done", { output: () => null })
    .build(),
  schedules,
});

const problems = (schedules: ScheduleDefinition[]): string => {
  try {
    createRegistry([report(schedules)]);
    return "";
  } catch (error) {
    return (error as Error).message;
  }
};

it("compiles names, zones and what happens with missed starts", () => {
  const everyMs = 3_600_000;
  const weekly = { name: "weekly", cron: "0 9 * * 1", timeZone: "Europe/Paris", missed: "catch-up" } as const;
  const registry = createRegistry([
    report([
      { everyMs, input: { team: "a" } },
      { ...weekly, input: { team: "b" } },
    ]),
  ]);
  expect(registry.newest("report")?.schedules).toEqual([
    { name: "default", timing: { everyMs }, missed: "skip", input: { team: "a" } },
    {
      name: "weekly",
      timing: { cron: "0 9 * * 1", timeZone: "Europe/Paris" },
      missed: "catch-up",
      input: { team: "b" },
    },
  ]);
});

const team = { team: "sales" };

it.each<[ScheduleDefinition[], string]>([
  [[{ cron: "0 9 * *", input: team }], 'schedule "default": "0 9 * *" is no cron expression (it takes five fields)'],
  [[{ cron: "0 0 0 * * *", input: team }], "it takes five fields"],
  [[{ cron: "2026-01-01T00:00:00", input: team }], "it takes five fields"],
  [[{ cron: "? 9 * * *", input: team }], "it takes five fields"],
  [[{ cron: "0 25 * * *", input: team }], '"0 25 * * *" is no cron expression (Invalid value for hour: 25)'],
  [[{ cron: "0 0 30 2 *", input: team }], '"0 0 30 2 *" never comes; check day and month.'],
  [[{ cron: "0 9 * * 1", timeZone: "Mars/Base", input: team }], 'there is no time zone "Mars/Base"'],
  [[{ everyMs: 9_999, input: team }], "everyMs must be a whole number of milliseconds, at least 10000."],
  [[{ name: "Bad name", everyMs: 60_000, input: team }], 'schedule "Bad name": the name must be lower-case letters'],
  [[{ everyMs: 60_000, input: team, missed: "later" as "skip" }], 'missed must be "skip" or "catch-up".'],
  [[{ everyMs: 60_000 }], "its input does not fit the form of the workflow; give what fits. team: "],
  [[{ everyMs: 60_000, input: { ...team, words: 501 } }], "words: "],
  [[{ everyMs: 60_000, input: { ...team, size: 1 } }], "size: "],
  [[{ everyMs: 60_000, input: () => ({ words: 1 }) }], "let its function give what fits. team: "],
  [
    [
      {
        everyMs: 60_000,
        input: () => {
          throw new Error("no team");
        },
      },
    ],
    "its input can't be computed: no team",
  ],
  [
    [
      { everyMs: 60_000, input: team },
      { everyMs: 90_000, input: team },
    ],
    'schedule "default": another schedule has this name; give each its own.',
  ],
])("refuses %j", (schedules, sentence) => {
  const said = problems(schedules);
  expect(said).toContain(sentence);
  expect(said).toMatch(/^Workflow "report": schedule "/);
  expect(said.split("\n")).toHaveLength(1);
});

it("reports the mistakes of several schedules at once", () => {
  expect(
    problems([
      { name: "a", cron: "x", input: {} },
      { name: "b", everyMs: 1, input: team },
    ]).split("\n"),
  ).toHaveLength(3);
});

it("takes the nicknames of cron", () => {
  expect(problems([{ cron: "@daily", input: team }])).toBe("");
});

it("types a schedule's input by the form of the workflow", () => {
  type Options = ScheduleOptions<{ team: string; words?: number }>;
  expectTypeOf<{ cron: string; input: { team: string } }>().toExtend<Options>();
  expectTypeOf<{ everyMs: number; input(at: Date): { team: string } }>().toExtend<Options>();
  expectTypeOf<{ everyMs: number }>().not.toExtend<Options>();
  expectTypeOf<{ everyMs: number; input: { team: number } }>().not.toExtend<Options>();
  expectTypeOf<{ everyMs: number; cron: string; input: { team: string } }>().not.toExtend<Options>();
  expectTypeOf<{ everyMs: number }>().toExtend<ScheduleOptions<{ words?: number }>>();
});
