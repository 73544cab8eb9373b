import { z } from "zod";
import { contract, get, patch } from "@/lib/features/endpoint";
import { body, must, pageQuery } from "@/lib/features/schemas";
import { page } from "@/lib/features/shapes";
import { schedule } from "./views";

export const schedules = contract(
  { group: "Schedules", item: "schedule" },
  {
    list: get("/api/v1/schedules", "What starts by itself, by workflow and name", {
      query: pageQuery,
      answer: page(schedule),
    }),
    change: patch("/api/v1/schedules/{id}", "Pause a schedule, or let it go on", {
      body: body({ enabled: z.boolean(must("true or false")) }),
      answer: schedule,
    }),
  },
);
