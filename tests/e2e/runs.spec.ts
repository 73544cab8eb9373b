import { expect, test } from "@playwright/test";
import { answerAsDana, openReview, signInAs, startStory, unique } from "./support";

test("a run shows what it does, its steps, drafts, events and result, and changes by itself", async ({ page }) => {
  const waiting = await startStory("A train that keeps its own time");
  await signInAs(page, "Ana", `/runs/${waiting.id}`);
  await expect(page.getByText("It waits for somebody to review draft 1.")).toBeVisible();
  await expect(page.getByRole("link", { name: "Open the review" })).toBeVisible();

  await answerAsDana(openReview(waiting), "accept");
  await expect(page.getByText("It is done.")).toBeVisible();
  await expect(page.getByRole("region", { name: "Result" })).toBeVisible();

  const steps = page.getByRole("tabpanel").getByRole("listitem");
  await expect(steps).toHaveCount(4);
  const writing = steps.filter({ hasText: "Writing the draft" });
  await writing.locator("summary").click();
  await expect(writing.getByText("Tokens")).toBeVisible();
  await expect(writing.getByRole("group", { name: "Output" })).toBeVisible();

  await page.getByRole("tab", { name: /Drafts/ }).click();
  await expect(page.getByText("Draft by writer")).toBeVisible();
  await page.getByRole("tab", { name: /Events/ }).click();
  await expect(page.getByRole("tabpanel").getByRole("listitem").last()).toContainText("Started");
});

test("runs can be listed by their status", async ({ page }) => {
  const waits = unique("A stone that waits");
  await startStory(waits);
  await answerAsDana(openReview(await startStory("A stone that has arrived")), "accept");
  await signInAs(page, "Ana", "/runs");
  await expect(page.getByRole("main")).toContainText(waits);
  await page.getByRole("link", { name: "Completed", exact: true }).click();
  await expect(page).toHaveURL(/status=completed/);
  await expect(page.getByRole("main")).not.toContainText(waits);
  await page.getByRole("link", { name: "Canceled", exact: true }).click();
  await expect(page).toHaveURL(/status=canceled/);
  await expect(page.getByRole("main")).not.toContainText(waits);
});
