import { expect, test } from "@playwright/test";
import { button, comment, expectAccessible, formReady, openReview, readDraft, signInAs, startStory } from "./support";

test.use({ viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true });
// What fades in has no contrast yet.
test.use({ contextOptions: { reducedMotion: "reduce" } });

test("on a phone the draft fills the screen and the answer opens upward", async ({ page }) => {
  const review = openReview(await startStory("A tide table for two"));
  await signInAs(page, "Ben", `/reviews/${review.id}`);
  await formReady(page);
  const height = page.viewportSize()?.height ?? 0;
  const bar = button(page, "Comment and decide");
  await expect(bar).toBeInViewport({ ratio: 1 });
  await expect(comment(page)).toBeHidden();
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
  await expectAccessible(page, "closed");

  await bar.click();
  await expect(comment(page)).toBeFocused();
  await expect(button(page, "Accept")).toBeInViewport({ ratio: 1 });
  const opened = await page.getByRole("region", { name: "Your answer" }).boundingBox();
  expect(Math.round((opened?.y ?? 0) + (opened?.height ?? 0))).toBe(height);
  await expectAccessible(page, "opened");

  await comment(page).fill("Kept while I read on.");
  await button(page, "Back to the draft").click();
  await expect(comment(page)).toBeHidden();
  await button(page, "Comment and decide").click();
  await expect(comment(page)).toHaveValue("Kept while I read on.");
  await button(page, "Update with comments").click();
  await expect(page.getByText("Sent back with your comment.")).toBeInViewport();
  await readDraft(page, 2);
  await expect(button(page, "Comment and decide")).toBeVisible();
});

test("lists and forms fit a phone", async ({ page }) => {
  const run = await startStory("A rather long title that would like to have more room than a phone has to give");
  await signInAs(page, "Ben");
  for (const path of ["/inbox", "/start", "/start/write-story", "/runs", `/runs/${run.id}`]) {
    await page.goto(path);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    const fits = await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth);
    expect(fits, path).toBe(true);
    await expectAccessible(page, path);
  }
});
