import { expect, test } from "@playwright/test";
import { answerAsDana, openReview, signInAs, startStory } from "./support";

test("what waits is listed with what it is, how long it waits and who asked", async ({ page }) => {
  const run = await startStory("A weathervane with opinions");
  await signInAs(page, "Ben", "/inbox");
  const row = page.getByRole("listitem").filter({ hasText: "A weathervane with opinions" });
  await expect(row).toContainText("Write a story · draft 1");
  await expect(row).toContainText("waits");
  await expect(row).toContainText("Dana");
  await row.getByRole("link").click();
  await expect(page).toHaveURL(new RegExp(`/reviews/${openReview(run).id}$`));
});

test("new reviews come by themselves, but wait while somebody is in the list", async ({ page }) => {
  const first = openReview(await startStory("A first in the queue"));
  await signInAs(page, "Ben", "/inbox");
  const list = page.getByRole("list", { name: "Reviews" });
  await expect(list).toContainText("A first in the queue");
  await expect(page.getByRole("navigation", { name: "Main" })).toContainText(/\d+ waiting/);

  await startStory("A second, unasked");
  await expect(list).toContainText("A second, unasked");

  await page.getByRole("link", { name: /A first in the queue/ }).focus();
  await startStory("A third, kept back");
  const pill = page.getByRole("button", { name: /^Show \d+ new reviews?$/ });
  await expect(pill).toBeVisible();
  await expect(list).not.toContainText("A third, kept back");
  await answerAsDana(first, "accept");
  await expect(page.getByRole("link", { name: /A first in the queue/ })).toContainText("Answered");
  await pill.click();
  await expect(list).toContainText("A third, kept back");
  await expect(list).not.toContainText("A first in the queue");
});

test("j and k move, Enter opens, ? explains", async ({ page }) => {
  await startStory("A drawer full of keys");
  await signInAs(page, "Ben", "/inbox");
  const links = page.getByRole("list", { name: "Reviews" }).getByRole("link");
  await expect(links.first()).toBeVisible();
  await page.keyboard.press("?");
  await expect(page.getByRole("dialog", { name: "Keys for this list" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toBeHidden();
  await page.keyboard.press("j");
  await expect(links.first()).toBeFocused();
  await page.keyboard.press("k");
  await expect(links.first()).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/reviews\//);
});

test("what was answered is kept under Done, with who chose what", async ({ page }) => {
  await answerAsDana(openReview(await startStory("A case that is closed")), "accept");
  await signInAs(page, "Ben", "/inbox");
  await page.getByRole("link", { name: "Done" }).click();
  await expect(page.getByRole("listitem").filter({ hasText: "A case that is closed" })).toContainText("Dana: Accept");
});

test("after an answer the next review is one press away", async ({ page }) => {
  const review = openReview(await startStory("An answer in passing"));
  await startStory("Whatever comes next");
  await signInAs(page, "Ben", `/reviews/${review.id}`);
  await page.getByRole("button", { name: "Accept" }).click();
  await expect(page.getByRole("heading", { name: "Accepted." })).toBeVisible();
  await expect(page.getByText("It is done.")).toBeVisible();
  await page
    .getByRole("navigation", { name: "Next" })
    .getByRole("link", { name: /^Next: / })
    .click();
  await expect(page.getByRole("button", { name: "Accept" })).toBeVisible();
  await expect(page).not.toHaveURL(new RegExp(review.id));
});
