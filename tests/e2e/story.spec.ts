import { expect, type Page, test } from "@playwright/test";
import { button, comment, formReady, openForm, signInAs, statusLine } from "./support";

/** Fails when the document is ever replaced: what was put into it would be gone. */
async function stayHere(page: Page): Promise<() => Promise<void>> {
  await page.evaluate(() => {
    document.documentElement.dataset.here = "yes";
  });
  return () => expect(page.locator("html")).toHaveAttribute("data-here", "yes");
}

test("a story is written, changed three times and accepted, all on one page", async ({ page }) => {
  await signInAs(page, "Ana");
  await page.goto("/start");
  await page.getByRole("link", { name: /Write a story/ }).click();
  await formReady(page);
  const stillHere = await stayHere(page);

  await page.getByLabel("What is the story about?").fill("A ferry that only sails when nobody waits");
  await page.getByLabel("Length in words").fill("90");
  await button(page, "Start").click();
  await expect(statusLine(page)).toContainText("Draft 1 is ready for your review.");
  await expect(page).toHaveURL(/\/start\/write-story\?run=/);

  const wishes = ["The captain is called Ilse.", "Let it end in Antwerp.", "Add a dog."];
  for (const [index, wish] of wishes.entries()) {
    await comment(page).fill(wish);
    await button(page, "Update with comments").click();
    await expect(statusLine(page)).toContainText(`Draft ${index + 2} is ready for your review.`);
    await expect(page.getByText(wish, { exact: true })).toBeVisible();
    await expect(comment(page)).toHaveValue("");
  }
  await expect(page.getByRole("combobox", { name: "Which draft" })).toHaveValue("4");
  await expect(page.getByText("Ilse").first()).toBeVisible();

  await button(page, "Accept").click();
  await expect(statusLine(page)).toContainText("Done. Here is the result.");
  const result = page.getByRole("region", { name: "Result" });
  await expect(result.getByRole("heading", { level: 3 })).not.toBeEmpty();
  await expect(result).toContainText("Ilse");
  await expect(result.getByText("Rounds")).toBeVisible();
  await stillHere();

  await page.reload();
  await expect(result).toContainText("Ilse");
  await button(page, "Start another").click();
  await expect(page.getByLabel("What is the story about?")).toHaveValue("");
  await page.goBack();
  await expect(result).toContainText("Ilse");
});

test("the text can be read while it is written", async ({ page }) => {
  await signInAs(page, "Ana");
  await openForm(page, "/start/write-story");
  await page.getByLabel("What is the story about?").fill("A clock that runs ahead of itself");
  // Long enough that the writing is still going on when a busy machine has shown the page.
  await page.getByLabel("Length in words").fill("2000");
  await button(page, "Start").click();
  const writing = page.getByRole("region", { name: "Draft 1 is being written…" });
  await expect(writing.locator("p").first()).not.toBeEmpty();
  await expect(button(page, "Accept")).toBeVisible();
});

test("drafts can be compared word by word", async ({ page }) => {
  await signInAs(page, "Ben");
  await openForm(page, "/start/write-story");
  await page.getByLabel("What is the story about?").fill("Two lighthouses that quarrel");
  await button(page, "Start").click();
  await formReady(page);
  await comment(page).fill("The keeper is called Ottilie.");
  await button(page, "Update with comments").click();
  await expect(statusLine(page)).toContainText("Draft 2 is ready");

  await page.getByRole("radio", { name: "Both" }).click();
  await expect(page.locator("ins", { hasText: "Ottilie" }).first()).toBeVisible();
  await page.getByRole("radio", { name: "Changes" }).click();
  await expect(page.locator("ins", { hasText: "Ottilie" }).first()).toBeVisible();
  await page.getByRole("radio", { name: "Final" }).click();
  await expect(page.locator("ins")).toHaveCount(0);

  await page.getByRole("combobox", { name: "Which draft" }).selectOption("1");
  await expect(page.getByText("You are reading draft 1. Your answer is about draft 2.")).toBeVisible();
  await expect(button(page, "Accept")).toBeHidden();
  await button(page, "Show draft 2 to answer").click();
  await expect(button(page, "Accept")).toBeVisible();
});
