import { z } from "zod";
import { page } from "@/lib/features/shapes";
import { contract } from "@/lib/http/endpoint";
import { body, must, pageQuery } from "@/lib/http/schemas";
import { schedule } from "./views";

export const schedules = contract(
  { group: "Schedules", item: "schedule" },
  {
    list: {
      method: "get",
      path: "/api/v1/schedules",
      summary: "What starts by itself, by workflow and name",
      query: pageQuery,
      answer: page(schedule),
    },
    change: {
      method: "patch",
      path: "/api/v1/schedules/{id}",
      summary: "Pause a schedule, or let it go on",
      body: body({ enabled: z.boolean(must("true or false")) }),
      headers: ["Idempotency-Key"],
      answer: schedule,
    },
  },
);
