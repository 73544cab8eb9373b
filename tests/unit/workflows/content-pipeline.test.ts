import { expect, it } from "vitest";
import { testRun } from "@/lib/testing";
import pipeline from "@/workflows/content-pipeline";

/** Answers as the editor would, by what it is asked for. */
function editor(messages: { content: string }[]) {
  const asked = messages.find(({ content }) => content !== "")?.content ?? "";
  const round = messages.length > 2 ? "Better: " : "";
  if (asked.startsWith("Plan")) return { sections: ["Shade", "Rain", "Birds"] };
  if (asked.startsWith("Write the section")) return `${round}${/“(.+)”/.exec(asked)?.[1]}`;
  if (asked.startsWith("List")) return `Fine ${asked.split(" ")[5]}`;
  return asked.startsWith("Announce") ? "Read it!" : `${round}The whole article`;
}

const started = async () => {
  const input = { topic: "Trees", audience: "curious beginners" };
  return (await testRun(pipeline, { input, models: { editor } })).until("plan");
};

it("from an outline over sections, each with its review, to what is published", async () => {
  const run = await started();
  await run.decide("again", { comment: "Less about cars" });
  expect(run.form.fields[0]?.default).toEqual([{ heading: "Shade" }, { heading: "Rain" }, { heading: "Birds" }]);
  await run.decide("write", { sections: [{ heading: "Shade" }, { heading: "Birds" }] });
  await run.until("sections");
  expect(run.forms.map(({ title }) => title)).toEqual(["Section: Shade", "Section: Birds"]);
  const birds = run.branch("sections", 2);
  await birds.decide("update", { comment: "More owls" });
  expect(birds.draft).toBe("Better: Birds");
  await birds.decide("accept");
  await run.branch("sections", 1).decide("accept");
  await run.until("publish");
  expect(run.draft).toBe("## Shade\n\nShade\n\n## Birds\n\nBetter: Birds");
  await run.decide("change", { comment: "Warmer" });
  expect(run.form.fields[0]?.content).toBe("**Facts**\n\nFine facts\n\n**Style**\n\nFine style");
  await run.decide("publish");
  await run.branch("announce").decide("accept");
  expect(run.output).toEqual({ topic: "Trees", article: "Better: The whole article", announcement: "Read it!" });
});

it("loses nothing of the sections when processes die over them", async () => {
  const run = await started();
  run.crash({ after: "write" }, 2);
  run.crash({ before: "merge" });
  await run.decide("write", { sections: [{ heading: "Shade" }, { heading: "Rain" }] });
  await run.formOf("Section: Rain").decide("accept");
  await run.formOf("Section: Shade").decide("accept");
  await run.until("publish");
  expect(run.draft).toBe("## Shade\n\nShade\n\n## Rain\n\nRain");
  await run.decide("discard");
  await run.untilEnd();
  expect(run.output).toMatchObject({ article: null });
});
