import { expectTypeOf, it } from "vitest";
import type { Json } from "@/lib/views/views";
import { list, number, text, workflow } from "@/lib/workflow";
import type { InputOf, OutputOf } from "@/lib/workflow/branches";

const section = workflow("section", {
  title: "Section",
  input: { heading: text({ label: "Heading", required: true }), words: number({ label: "Words" }) },
})
  .form("check", {
    fields: { note: text({ label: "Note" }) },
    actions: { ok: { label: "OK" }, no: { label: "No", to: "off" } },
  })
  .end("done", { output: ({ input, outputs }) => ({ heading: input.heading, note: outputs.check.values.note }) })
  .end("off", { output: () => null })
  .build();

const count = workflow("count", { title: "Count", input: {} })
  .set("it", { value: ({ visits }) => visits.it ?? 0 })
  .end("done", { output: ({ outputs }) => outputs.it })
  .build();

type Section = { heading: string; note: string | undefined } | null;

it("a workflow knows what it takes and gives", () => {
  expectTypeOf<InputOf<typeof section>["heading"]>().toEqualTypeOf<string>();
  expectTypeOf<InputOf<typeof section>["words"]>().toEqualTypeOf<number | undefined>();
  expectTypeOf<OutputOf<typeof section>>().toEqualTypeOf<Section>();
  expectTypeOf<OutputOf<typeof count>>().toEqualTypeOf<number>();
});

it("each gives a list, parallel a record, workflow the output itself", () => {
  workflow("joins", {
    title: "Joins",
    input: { headings: list({ label: "Headings", fields: { it: text({ label: "It", required: true }) } }) },
  })
    .each("sections", {
      items: ({ input }) => input.headings ?? [],
      run: section,
      input: ({ it }, index) => ({ heading: `${index} ${it}` }),
    })
    .parallel("both", {
      branches: {
        one: { run: section, input: ({ outputs }) => ({ heading: `${outputs.sections.length}` }) },
        two: { run: count, input: () => ({}) },
      },
    })
    .workflow("again", { run: count, input: () => ({}) })
    .end("done", {
      output: ({ outputs }) => {
        expectTypeOf(outputs.sections).toEqualTypeOf<Section[]>();
        expectTypeOf(outputs.both.one).toEqualTypeOf<Section>();
        expectTypeOf(outputs.both.two).toEqualTypeOf<number>();
        expectTypeOf(outputs.again).toEqualTypeOf<number>();
        // @ts-expect-error there is no branch three
        outputs.both.three satisfies unknown;
        return outputs.again;
      },
    })
    .build();
});

it("race tells the branches apart, and with combine gives what that gives", () => {
  const pick = workflow("pick", { title: "Pick", input: { count: number({ label: "Count" }) } })
    .end("done", { output: ({ input }) => String(input.count) })
    .build();
  const branches = {
    one: { run: section, input: () => ({ heading: "One" }) },
    two: { run: count, input: () => ({}) },
  };
  workflow("races", { title: "Races", input: {} })
    .race("first", { branches })
    .race("all", {
      branches,
      combine: {
        run: pick,
        input: ({ results }) => {
          expectTypeOf(results.one).toEqualTypeOf<Section | undefined>();
          return { count: results.two };
        },
      },
    })
    .end("done", {
      output: ({ outputs }) => {
        if (outputs.first.winner === "two") expectTypeOf(outputs.first.output).toEqualTypeOf<number>();
        else expectTypeOf(outputs.first.output).toEqualTypeOf<Section>();
        expectTypeOf(outputs.all).toEqualTypeOf<string>();
        return outputs.all;
      },
    })
    .build();
});

it("checks what a branch gets", () => {
  const start = workflow("wrong", { title: "Wrong", input: {} });
  start.workflow("one", {
    run: section,
    // @ts-expect-error the heading is missing
    input: () => ({}),
  });
  start.each("two", {
    items: () => [1],
    run: section,
    // @ts-expect-error a heading is text
    input: (item) => ({ heading: item }),
  });
  start.parallel("three", {
    // @ts-expect-error the words are a number
    branches: { one: { run: section, input: () => ({ heading: "One", words: "many" }) } },
  });
});

it("a prompt with a schema gives what fits it", () => {
  workflow("sort", { title: "Sort", input: {} })
    .prompt("sort", {
      assistant: "writer",
      schema: {
        type: "object",
        properties: {
          topic: { enum: ["bill", "fault"] },
          urgency: { type: "integer" },
          parts: { type: "array", items: { type: "object", properties: { name: { type: "string" } } } },
        },
        required: ["topic", "urgency"],
      },
      messages: () => [],
    })
    .prompt("loose", { assistant: "writer", schema: {} as object, messages: () => [] })
    .prompt("plain", { assistant: "writer", messages: () => [] })
    .end("done", {
      output: ({ outputs }) => {
        expectTypeOf(outputs.sort.topic).toEqualTypeOf<"bill" | "fault">();
        expectTypeOf(outputs.sort.urgency).toEqualTypeOf<number>();
        expectTypeOf(outputs.sort.parts).toEqualTypeOf<{ name?: string }[] | undefined>();
        expectTypeOf(outputs.loose).toEqualTypeOf<Json>();
        expectTypeOf(outputs.plain).toEqualTypeOf<string>();
        return outputs.sort;
      },
    })
    .build();
});

it("names targets and what a form may name", () => {
  const start = workflow("targets", { title: "Targets", input: {} });
  // @ts-expect-error the deadline presses no button of the form
  start.form("ask", { fields: {}, actions: { go: { label: "Go" } }, deadline: { afterMs: 1, action: "stop" } });
  start.form("ask", {
    fields: {},
    actions: { go: { label: "Go" } },
    // @ts-expect-error the comment is no field of the form
    comment: "note",
  });
  const away = start
    .workflow("one", { run: count, input: () => ({}), onError: "elsewhere" })
    .end("done", { output: () => null });
  // @ts-expect-error "elsewhere" is no step
  away.build();
});
