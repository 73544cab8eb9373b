import { bind } from "@/lib/http/bind";
import { pageOf } from "@/lib/http/name-page";
import { schedules } from "./contract";

export const scheduleRoutes = bind(schedules, {
  list: async ({ operations, principal, query }) =>
    pageOf(await operations.listSchedules(principal), query, ({ workflow, name }) => `${workflow} ${name}`),
  change: ({ operations, principal, params, body }) =>
    operations.setScheduleEnabled(principal, params.id, body.enabled),
});
