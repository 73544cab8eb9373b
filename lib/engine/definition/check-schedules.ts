import type { Schedule } from "@/lib/engine/program";
import { parseValues } from "@/lib/forms/to-zod";
import { nameProblem } from "./check-names";
import type { WorkflowDefinition } from "./definition";
import { compileFields } from "./field-definitions";
import { nextStart } from "./schedule-times";
import { compileSchedules } from "./schedules";

type Report = (message: string) => void;

const SHORTEST_MS = 10_000;
/** A time to try things with; any will do. */
const SOME_TIME = new Date(Date.UTC(2026, 0, 1));

/** What is wrong with the schedules of a workflow, each with its cure. */
export function checkSchedules(definition: WorkflowDefinition, reportTo: Report): void {
  const schedules = compileSchedules(definition.schedules ?? []);
  schedules.forEach((schedule, index) => {
    const report: Report = (message) => reportTo(`schedule "${schedule.name}": ${message}`);
    const misnamed = nameProblem("name", schedule.name);
    if (misnamed) report(misnamed);
    if (schedules.findIndex(({ name }) => name === schedule.name) !== index) {
      report("another schedule has this name; give each its own.");
    }
    const next = checkTiming(schedule, report);
    if (schedule.missed !== "skip" && schedule.missed !== "catch-up") report('missed must be "skip" or "catch-up".');
    checkInput(definition, schedule, next ?? SOME_TIME, report);
  });
}

/** The first start after some time; null when there is none to be had. */
function checkTiming({ timing }: Schedule, report: Report): Date | null {
  if ("everyMs" in timing) {
    if (!Number.isInteger(timing.everyMs) || timing.everyMs < SHORTEST_MS) {
      report(`everyMs must be a whole number of milliseconds, at least ${SHORTEST_MS}.`);
      return null;
    }
    return nextStart(timing, SOME_TIME);
  }
  if (!isTimeZone(timing.timeZone)) {
    report(`there is no time zone "${timing.timeZone}"; use a name like Europe/Paris or UTC.`);
    return null;
  }
  try {
    const next = nextStart(timing, SOME_TIME);
    if (!next) report(`the cron expression "${timing.cron}" never comes; check day and month.`);
    return next;
  } catch (cause) {
    const why = (cause as Error).message.replace(/^\w+: /, "").replace(/\.$/, "");
    report(`"${timing.cron}" is no cron expression (${why}); write minute, hour, day, month and weekday: "0 9 * * 1".`);
    return null;
  }
}

function checkInput(definition: WorkflowDefinition, { input }: Schedule, at: Date, report: Report): void {
  const cure = typeof input === "function" ? "let its function give" : "give";
  try {
    const values = typeof input === "function" ? input(at) : input;
    const parsed = parseValues({ fields: compileFields(definition.input) }, undefined, values);
    if (parsed.ok) return;
    const wrong = parsed.errors.map(({ field, message }) => `${field || "input"}: ${message}`).join(" ");
    report(`its input does not fit the form of the workflow; ${cure} what fits. ${wrong}`);
  } catch (cause) {
    report(`its input can't be computed: ${(cause as Error).message}`);
  }
}

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
