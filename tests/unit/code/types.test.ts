import { expectTypeOf, it } from "vitest";
import type { Actor } from "@/lib/engine/types";
import { number, text, workflow } from "@/lib/workflow";

it("infers what questions answer, what once returns and what the step gives on", () => {
  workflow("typed", { title: "Typed", input: { name: text({ label: "Name", required: true }) } })
    .code("ask", {
      run: async ({ input, comments }, { ask, once, signal }) => {
        expectTypeOf(input.name).toEqualTypeOf<string>();
        expectTypeOf(comments[0]?.text).toEqualTypeOf<string | undefined>();
        expectTypeOf(signal).toEqualTypeOf<AbortSignal>();
        expectTypeOf(await ask()).toEqualTypeOf<string>();
        expectTypeOf(await ask("Your name?")).toEqualTypeOf<string>();
        expectTypeOf(await ask("why", { title: "Why?", description: "In a word." })).toEqualTypeOf<string>();
        const age = await ask("age", {
          fields: { years: number({ label: "Years", required: true }), note: text({ label: "Note" }) },
          actions: { yes: { label: "Yes", requires: ["note"] }, no: { label: "No" } },
        });
        expectTypeOf(age.action).toEqualTypeOf<"yes" | "no">();
        expectTypeOf(age.values.years).toEqualTypeOf<number>();
        expectTypeOf(age.values.note).toEqualTypeOf<string | undefined>();
        expectTypeOf(age.by).toEqualTypeOf<Actor>();
        const late = await ask("late", { dueAfterMs: 1_000 });
        expectTypeOf(late.action).toEqualTypeOf<"continue" | "expired">();
        if (late.action !== "expired") expectTypeOf(late.values.answer).toEqualTypeOf<string>();
        expectTypeOf(await once("charge", (key) => ({ id: key }))).toEqualTypeOf<{ id: string }>();
        return { years: age.values.years };
      },
    })
    .http("tell", { request: ({ outputs }) => ({ url: "https://example.com", json: outputs.ask.years }) })
    .end("done", {
      output: ({ outputs }) => {
        expectTypeOf(outputs.ask).toEqualTypeOf<{ years: number }>();
        expectTypeOf(outputs.tell.status).toEqualTypeOf<number>();
        return outputs.ask.years;
      },
    })
    .build();
});
