import { expect, expectTypeOf, it } from "vitest";
import { compile } from "@/lib/engine/definition/compile";
import { number, select, text, textarea, workflow } from "@/lib/workflow";

it("infers input, outputs and decisions without annotations", () => {
  workflow("typed", {
    title: "Typed",
    input: { topic: text({ label: "Topic", required: true }), words: number({ label: "Words" }) },
  })
    .set("count", {
      value: ({ input }) => {
        expectTypeOf(input.topic).toEqualTypeOf<string>();
        return input.words ?? 0;
      },
    })
    .form("ask", {
      fields: {
        size: select({ label: "Size", options: ["s", "m"], required: true }),
        note: textarea({ label: "Note" }),
      },
      actions: { go: { label: "Go" }, back: { label: "Back", to: "count" } },
    })
    .end("done", {
      output: ({ outputs }) => {
        expectTypeOf(outputs.count).toEqualTypeOf<number>();
        expectTypeOf(outputs.ask.action).toEqualTypeOf<"go" | "back">();
        expectTypeOf(outputs.ask.values.size).toEqualTypeOf<string>();
        expectTypeOf(outputs.ask.values.note).toEqualTypeOf<string | undefined>();
        return outputs.ask.values.size;
      },
    })
    .build();
});

it("makes a wrong target a compile error", () => {
  const wrong = workflow("wrong", { title: "Wrong", input: {} })
    .form("ask", { fields: {}, actions: { go: { label: "Go", to: "nowhere" } } })
    .end("done", { output: () => null });
  // @ts-expect-error "nowhere" is no step
  const definition = wrong.build();
  expect(() => compile(definition, "1")).toThrow('Workflow "wrong", step "ask": it leads to "nowhere"');
});
