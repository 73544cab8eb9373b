import { z } from "zod";
import { page } from "@/lib/features/shapes";
import { contract, get, patch } from "@/lib/http/endpoint";
import { body, must, pageQuery } from "@/lib/http/schemas";
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
