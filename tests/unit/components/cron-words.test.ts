import { expect, test } from "vitest";
import { cronWords } from "@/lib/messages/cron-words";

test.each([
  ["0 9 * * 5", "Fridays at 9:00"],
  ["5 9,17 * * 1-5", "Monday to Friday at 9:05 and 17:05"],
  ["0 9 * * MON,wed,0", "Mondays, Wednesdays and Sundays at 9:00"],
  ["0 0 * * 7", "Sundays at 0:00"],
  ["30 6 * * *", "Every day at 6:30"],
  ["0 6 1 * *", "On day 1 of the month at 6:00"],
  ["*/5 * * * *", "Every 5 minutes"],
  ["* * * * *", "Every minute"],
  ["*/20 * * * 1-5", "Monday to Friday every 20 minutes"],
  ["15 * * * *", "Every hour, 15 minutes past"],
  ["0 */6 * * *", "Every 6 hours"],
  ["@weekly", "Sundays at 0:00"],
  [" @Hourly ", "Every hour"],
])("%s is %s", (cron, words) => expect(cronWords(cron)).toBe(words));

test.each([
  ["steps that do not go round", "*/7 * * * *"],
  ["a month", "0 9 1 6 *"],
  ["either of two kinds of day", "0 9 1 * 5"],
  ["ranges of hours", "0 9-17 * * *"],
  ["other ranges of days", "0 9 * * 2-4"],
  ["the last day", "0 9 L * *"],
  ["the second Friday", "0 9 * * 5#2"],
  ["lists of minutes", "0,30 9 * * *"],
  ["what is no expression", "often"],
])("what has no short words is left as it is: %s", (_, cron) => expect(cronWords(cron)).toBeNull());
