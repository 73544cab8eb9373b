import { z } from "zod";
import { contract, get, post } from "@/lib/features/endpoint";
import { name } from "@/lib/features/schemas";
import { file } from "./views";

export const files = contract(
  { group: "Files", item: "file" },
  {
    upload: post("/api/v1/files", "Upload a file", {
      query: z.strictObject({ name: name(1_000), type: name(200).default("application/octet-stream") }),
      body: "bytes",
      status: 201,
      location: "/api/v1/files/{id}",
      answer: file,
    }),
    download: get("/api/v1/files/{id}", "The bytes of a file", { answer: "bytes" }),
  },
);
