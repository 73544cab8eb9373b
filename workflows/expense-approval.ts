import { number, select, text, textarea, workflow } from "@/lib/workflow";

/** Two signatures are needed above this. */
const LARGE = 1_000;
const PURPOSES = ["Travel", "Equipment", "Training", "Other"];

/** Who is asked, and how the question looks; the first of them to answer decides. */
const approval = workflow("approval", {
  title: "Approval",
  input: {
    what: text({ label: "What for", required: true }),
    amount: number({ label: "Amount", required: true }),
    as: text({ label: "Asked as", required: true }),
  },
})
  .form("decide", {
    title: "Approval",
    reviewTitle: ({ input }) => `${input.amount} € for ${input.what}`,
    description: ({ input }) =>
      `You are asked as ${input.as}. The first answer counts; the other question then closes by itself.`,
    people: { notBy: [{ starter: true }] },
    fields: { reason: textarea({ label: "Reason", help: "Needed when you say no.", maxLength: 2_000 }) },
    actions: {
      approve: { label: "Approve", tone: "primary" },
      refuse: { label: "Refuse", tone: "danger", requires: ["reason"] },
    },
  })
  .end("done", {
    output: ({ outputs: { decide } }) => ({
      approved: decide.action === "approve",
      by: decide.by.name,
      reason: decide.values.reason ?? null,
    }),
  })
  .build();

/**
 * Everything around money: whoever is first decides, but not on what they asked for; large sums need two more people,
 * and nothing is paid twice.
 */
export default workflow("expense-approval", {
  title: "Pay an expense",
  description: "Somebody approves it, two others sign where it is a lot, and the accounting system books it.",
  version: 2,
  migrate: { from: 1 },
  input: {
    what: text({ label: "What is it for?", required: true, maxLength: 100, default: "Train tickets to the fair" }),
    amount: number({ label: "Amount in euros", required: true, min: 1, max: 100_000, default: 180 }),
    purpose: select({ label: "Purpose", required: true, options: PURPOSES, default: "Travel" }),
    payment: select({
      label: "When is it over?",
      required: true,
      options: [
        { value: "booked", label: "When it is booked" },
        { value: "paid", label: "When the bank says it is paid (signal “payment”)" },
      ],
      default: "booked",
    }),
  },
  expireAfterMs: 60 * 86_400_000,
})
  .race("approval", {
    title: "Waiting for approval",
    branches: {
      manager: { run: approval, input: ({ input }) => ({ ...input, as: "the manager" }) },
      deputy: { run: approval, input: ({ input }) => ({ ...input, as: "the deputy" }) },
    },
  })
  .branch("how-much", {
    title: "By amount",
    targets: ["refused", "sign", "pause"],
    choose: ({ input, outputs }) => {
      if (!outputs.approval.output.approved) return "refused";
      return input.amount > LARGE ? "sign" : "pause";
    },
  })
  .forms("sign", {
    title: "Two signatures",
    each: ({ input }) =>
      ["first", "second"].map((key) => ({
        key,
        title: `${key === "first" ? "First" : "Second"} signature: ${input.what}`,
      })),
    description: ({ input }) =>
      `${input.amount} € is more than ${LARGE} €, so two people have to sign who did not ask for it and did not approve it.`,
    people: { distinct: true, notBy: [{ starter: true }, { step: "approval" }] },
    fields: { note: textarea({ label: "Note", maxLength: 2_000 }) },
    actions: { sign: { label: "Sign", tone: "primary" }, refuse: { label: "Do not sign", tone: "danger" } },
    deadline: { afterMs: 7 * 86_400_000, action: "refuse" },
  })
  .branch("signed", {
    title: "Have both signed?",
    targets: ["pause", "refused"],
    choose: ({ outputs }) =>
      Object.values(outputs.sign).every(({ action }) => action === "sign") ? "pause" : "refused",
  })
  .timer("pause", {
    title: "A moment to cancel",
    until: () => 3_000,
  })
  .http("book", {
    title: "Booking it",
    request: ({ input }) => ({
      method: "POST",
      // Nothing answers here. Put the address of your accounting system in its place.
      url: "https://accounting.example/api/expenses",
      json: { what: input.what, amount: input.amount, purpose: input.purpose },
    }),
    retry: { attempts: 2, backoffMs: 500 },
    timeoutMs: 5_000,
    onError: "by-hand",
    next: "until-paid",
  })
  .form("by-hand", {
    title: "Booking by hand",
    reviewTitle: ({ input }) => `Please book ${input.amount} € for ${input.what}`,
    description: "The accounting system could not be reached. Nothing was booked there.",
    fields: { number: text({ label: "Booking number", maxLength: 50 }) },
    actions: { booked: { label: "It is booked", tone: "primary" }, retry: { label: "Try again", to: "book" } },
  })
  .branch("until-paid", {
    title: "Wait for the payment?",
    targets: ["paid", "done"],
    choose: ({ input }) => (input.payment === "paid" ? "paid" : "done"),
  })
  .signal("paid", { title: "Waiting for the bank", signal: "payment" })
  .end("done", {
    title: "Done",
    output: ({ input, outputs }) => ({
      what: input.what,
      amount: input.amount,
      by: outputs.approval.output.by,
    }),
  })
  .end("refused", {
    title: "Refused",
    output: ({ input, outputs }) => ({
      what: input.what,
      amount: input.amount,
      reason: outputs.approval.output.reason,
    }),
  })
  .build();
