import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { BlockedNotice } from "@/components/runs/blocked-notice";

test("a blocked run says what it needs and that nothing is lost; any other says nothing", () => {
  const shown = renderToStaticMarkup(<BlockedNotice run={{ blocked: { needs: "letter version 1 (1-ab12cd34)" } }} />);
  expect(shown).toContain("This run needs letter version 1 (1-ab12cd34), and no running process has it.");
  expect(shown).toContain("Nothing is lost.");
  expect(renderToStaticMarkup(<BlockedNotice run={{ blocked: null }} />)).toBe("");
});
