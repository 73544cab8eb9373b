import { schedules } from "@/lib/features/schedules/contract";
import { pageOf } from "@/lib/http/name-page";
import { bind } from "./bind";

export const scheduleRoutes = bind(schedules, {
  list: async ({ operations, principal, query }) =>
    pageOf(await operations.listSchedules(principal), query, ({ workflow, name }) => `${workflow} ${name}`),
  change: ({ operations, principal, params, body }) =>
    operations.setScheduleEnabled(principal, params.id, body.enabled),
});
