import { expect, test } from "@playwright/test";
import {
  answerAsDana,
  button,
  comment,
  expectAccessible,
  formReady,
  openAccountMenu,
  openReview,
  signInAs,
  startStory,
} from "./support";

// What fades in has no contrast yet.
test.use({ contextOptions: { reducedMotion: "reduce" } });

for (const colorScheme of ["light", "dark"] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme });

    test("every page is accessible", async ({ page }) => {
      test.slow();
      const waiting = openReview(
        await answerAsDana(openReview(await startStory("A garden seen by ear")), "update", { comment: "Add a bird." }),
      );
      const done = openReview(await startStory("A garden seen by nobody"));
      const { id: doneRun } = await answerAsDana(done, "accept");

      await page.goto("/sign-in");
      await expectAccessible(page, "sign-in");
      await signInAs(page, "Ben");
      const pages: [path: string, shown: string][] = [
        ["/inbox", "A garden seen by ear"],
        ["/inbox?status=decided", "A garden seen by nobody"],
        ["/start", "Write a story"],
        ["/start/write-story", "What is the story about?"],
        [`/reviews/${waiting.id}`, "Update with comments"],
        [`/reviews/${done.id}`, "Dana accepted this"],
        ["/runs", "A garden seen by ear"],
        ["/runs?status=canceled", "Canceled"],
        [`/runs/${waiting.runId}`, "It waits for somebody"],
        [`/runs/${doneRun}`, "It is done."],
        [`/start/write-story?run=${doneRun}`, "Here is the result"],
        ["/agents", "Data analysis"],
        ["/agents?q=weather", "% fit"],
        ["/agents/nope", "There is no such agent"],
        ["/nowhere", "There is nothing here"],
        ["/reviews/nope", "This review is not here"],
      ];
      for (const [path, shown] of pages) {
        await page.goto(path);
        await expect(page.getByText(shown).first()).toBeVisible();
        await expectAccessible(page, path);
      }
    });

    test("every state of a review is accessible", async ({ page }) => {
      const review = openReview(
        await answerAsDana(openReview(await startStory("A garden at night")), "update", { comment: "Add an owl." }),
      );
      await signInAs(page, "Ben", `/reviews/${review.id}`);
      await formReady(page);
      await page.getByRole("radio", { name: "Both" }).click();
      await expectAccessible(page, "both versions");
      await page.getByRole("radio", { name: "Changes" }).click();
      await expectAccessible(page, "changes");
      await button(page, "Update with comments").click();
      await expect(comment(page)).toBeFocused();
      await expectAccessible(page, "a field in error");
      await openAccountMenu(page, "Ben");
      await expect(page.getByRole("menu")).toBeVisible();
      await expectAccessible(page, "the account menu");
      await page.keyboard.press("Escape");
      await comment(page).fill("An unsent thought.");
      await answerAsDana(review, "accept");
      await expect(page.getByRole("region", { name: "Your text, not sent" })).toBeVisible();
      await expectAccessible(page, "answered by somebody else");
      await button(page, "Discard").click();
      await expect(page.getByRole("alertdialog")).toBeVisible();
      await expectAccessible(page, "a question before something is lost");
    });
  });
}

test("the appearance that was chosen stays", async ({ page }) => {
  await signInAs(page, "Ben");
  await openAccountMenu(page, "Ben");
  await page.getByRole("menuitemradio", { name: "Dark" }).click();
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  await page.reload();
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  await expect(page.locator("html")).toHaveCSS("color-scheme", "dark");
});
