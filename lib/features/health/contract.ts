import { z } from "zod";
import { contract, get } from "@/lib/features/endpoint";

export const health = contract(
  { group: "Health" },
  {
    check: get("/api/health", "Whether pages, worker and database are ready", {
      open: true,
      answer: z.strictObject({
        status: z.enum(["ok", "unavailable"]),
        web: z.boolean(),
        worker: z.boolean(),
        database: z.boolean(),
      }),
      also: { 503: "Something is not ready; the same shape." },
    }),
  },
);
