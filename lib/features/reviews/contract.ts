import { run } from "@/lib/features/runs/views";
import { page } from "@/lib/features/shapes";
import { contract } from "@/lib/http/endpoint";
import { decisionBody, rescheduleBody, reviewsQuery } from "./requests";
import { review, reviewCount, reviewSummary } from "./views";

export const reviews = contract(
  { group: "Reviews", item: "review" },
  {
    list: {
      method: "get",
      path: "/api/v1/reviews",
      summary: "Reviews you may answer, oldest first",
      query: reviewsQuery,
      answer: page(reviewSummary),
    },
    count: {
      method: "get",
      path: "/api/v1/reviews/count",
      summary: "How many open reviews you may answer",
      answer: reviewCount,
    },
    get: {
      method: "get",
      path: "/api/v1/reviews/{id}",
      summary: "One review: form, draft and, once given, decision",
      answer: review,
    },
    reschedule: {
      method: "patch",
      path: "/api/v1/reviews/{id}",
      summary: "Move or take away the deadline of an open review",
      body: rescheduleBody,
      headers: ["Idempotency-Key"],
      answer: review,
    },
    decide: {
      method: "post",
      path: "/api/v1/reviews/{id}/decision",
      summary: "Answer a review; the first answer wins",
      body: decisionBody,
      headers: ["Prefer", "Idempotency-Key"],
      answer: run,
    },
  },
);
