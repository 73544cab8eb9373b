import { expect, test } from "@playwright/test";
import { answerAsDana, browserOf, button, comment, openForm, openReview, readDraft, startStory } from "./support";

test("the second of two people reads who was first, and keeps their own text", async ({ browser }) => {
  const review = openReview(await startStory("A harbour with one free berth"));
  const [ana, ben] = await Promise.all([browserOf(browser, "Ana"), browserOf(browser, "Ben")]);
  await Promise.all([ana, ben].map((page) => openForm(page, `/reviews/${review.id}`)));

  await ana.getByText("Comment", { exact: true }).click();
  await comment(ana).fill("I would call it The Berth.");
  await comment(ben).fill("Shorter, please.");
  await button(ben, "Update with comments").click();
  await expect(ben.getByText("Sent back with your comment.")).toBeVisible();

  // Told where she is, without a reload.
  await expect(ana.getByRole("heading", { name: /^Ben asked for changes .*before you\.$/ })).toBeVisible();
  await expect(ana.getByText("Shorter, please.", { exact: true }).first()).toBeVisible();
  await expect(button(ana, "Accept")).toBeHidden();
  const kept = ana.getByRole("region", { name: "Your text, not sent" });
  await expect(kept).toContainText("I would call it The Berth.");
  await ana.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await kept.getByRole("button", { name: "Copy" }).click();
  await expect(kept.getByRole("button", { name: "Copied" })).toBeVisible();
  expect(await ana.evaluate(() => navigator.clipboard.readText())).toBe("I would call it The Berth.");

  // Days later it is still there, until she lets go of it.
  await ana.reload();
  await expect(kept).toContainText("I would call it The Berth.");
  await kept.getByRole("button", { name: "Discard" }).click();
  await ana.getByRole("button", { name: "Discard it" }).click();
  await expect(kept).toBeHidden();

  await readDraft(ana, 2);
  await expect(button(ana, "Accept")).toBeVisible();
});

test("an answer sent a moment too late is refused in words and nothing is lost", async ({ browser }) => {
  const review = openReview(await startStory("A race between two snails"));
  const ben = await browserOf(browser, "Ben");
  // Without live news the page cannot know that somebody was first.
  await ben.route("**/api/live**", (route) => route.abort());
  await openForm(ben, `/reviews/${review.id}`);
  await comment(ben).fill("The second snail should win.");
  await ben.route("**/decision", async (route) => {
    await answerAsDana(review, "accept");
    await route.continue();
  });
  await button(ben, "Update with comments").click();
  await expect(ben.getByRole("heading", { name: /^Dana accepted this .*before you\.$/ })).toBeVisible();
  await expect(ben.getByRole("region", { name: "Your text, not sent" })).toContainText("The second snail should win.");
});

test("what somebody else answers is seen where the story was started", async ({ browser }) => {
  const ana = await browserOf(browser, "Ana");
  await openForm(ana, "/start/write-story");
  await ana.getByLabel("What is the story about?").fill("A choir of kettles");
  await button(ana, "Start").click();
  await comment(ana).fill("More steam.");
  const link = new URL(ana.url());
  const ben = await browserOf(browser, "Ben");
  await ben.goto(`/start/write-story${link.search}`);
  await comment(ben).fill("Fewer kettles.");
  await button(ben, "Update with comments").click();

  await expect(ana.getByRole("heading", { name: /^Ben asked for changes .*before you\.$/ })).toBeVisible();
  await expect(ana.getByRole("region", { name: "Your text, not sent" })).toContainText("More steam.");
  await expect(ana.getByText("Draft 2 is ready for your review.")).toBeVisible();
  await expect(comment(ana)).toHaveValue("");
});
