import { contract, get, patch, post } from "@/lib/features/endpoint";
import { run } from "@/lib/features/runs/views";
import { page } from "@/lib/features/shapes";
import { decisionBody, rescheduleBody, reviewsQuery } from "./requests";
import { review, reviewCount, reviewSummary } from "./views";

export const reviews = contract(
  { group: "Reviews", item: "review" },
  {
    list: get("/api/v1/reviews", "Reviews you may answer, oldest first", {
      query: reviewsQuery,
      answer: page(reviewSummary),
    }),
    count: get("/api/v1/reviews/count", "How many open reviews you may answer", { answer: reviewCount }),
    get: get("/api/v1/reviews/{id}", "One review: form, draft and, once given, decision", { answer: review }),
    reschedule: patch("/api/v1/reviews/{id}", "Move or take away the deadline of an open review", {
      body: rescheduleBody,
      answer: review,
    }),
    decide: post("/api/v1/reviews/{id}/decision", "Answer a review; the first answer wins", {
      body: decisionBody,
      answer: run,
      waits: true,
      oneChange: true,
    }),
  },
);
