import { expect, test } from "@playwright/test";
import { answerAsDana, answers, formReady, openReview, signInAs, startStory, unique, wholeInbox } from "./support";

test("what waits is listed with what it is, how long it waits and who asked", async ({ page }) => {
  const title = unique("A weathervane");
  const run = await startStory(title);
  await signInAs(page, "Ben", wholeInbox);
  const row = page.getByRole("listitem").filter({ hasText: title });
  await expect(row).toContainText("Write a story · draft 1");
  await expect(row).toContainText("waits");
  await expect(row).toContainText("Dana");
  await row.getByRole("link").click();
  await expect(page).toHaveURL(new RegExp(`/reviews/${openReview(run).id}$`));
});

test("what is open is found by words of its title", async ({ page }) => {
  const title = unique("A barometer");
  await startStory(title);
  await signInAs(page, "Ben", "/inbox?q=barometer+nothing");
  await expect(page.getByRole("heading", { name: 'Nothing open has "barometer nothing"' })).toBeVisible();
  await page.getByRole("searchbox").fill(title.toLowerCase());
  await page.getByRole("button", { name: "Search" }).click();
  await expect(page.getByRole("list", { name: "Reviews" }).getByRole("listitem")).toHaveText(new RegExp(title));
  await page.getByRole("link", { name: "Show all" }).click();
  await expect(page).toHaveURL(/\/inbox$/);
});

test("new reviews come by themselves, but wait while somebody is in the list", async ({ page }) => {
  const [one, two, three] = [unique("A first"), unique("A second, unasked"), unique("A third, kept back")];
  const first = openReview(await startStory(one));
  await signInAs(page, "Ben", wholeInbox);
  const list = page.getByRole("list", { name: "Reviews" });
  await expect(list).toContainText(one);
  await expect(page.getByRole("navigation", { name: "Main" })).toContainText(/\d+ waiting/);

  await startStory(two);
  await expect(list).toContainText(two);

  await page.getByRole("link", { name: one }).focus();
  await startStory(three);
  const pill = page.getByRole("button", { name: /^Show \d+ new reviews?$/ });
  await expect(pill).toBeVisible();
  await expect(list).not.toContainText(three);
  await answerAsDana(first, "accept");
  await expect(page.getByRole("link", { name: one })).toContainText("Answered");
  await pill.click();
  await expect(list).toContainText(three);
  await expect(list).not.toContainText(one);
});

test("j and k move, Enter opens, ? explains", async ({ page }) => {
  await startStory("A drawer full of keys");
  await signInAs(page, "Ben", wholeInbox);
  const links = page.getByRole("list", { name: "Reviews" }).getByRole("link");
  await expect(links.first()).toBeVisible();
  await answers(async () => {
    await page.keyboard.press("?");
    await expect(page.getByRole("dialog", { name: "Keys for this list" })).toBeVisible({ timeout: 1_000 });
  });
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
  const title = unique("A case that is closed");
  await answerAsDana(openReview(await startStory(title)), "accept");
  await signInAs(page, "Ben");
  await page.getByRole("link", { name: "Done" }).click();
  await expect(page).toHaveURL(/status=decided/);
  await page.goto(`${wholeInbox}&status=decided`);
  await expect(page.getByRole("listitem").filter({ hasText: title })).toContainText("Dana: Accept");
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
  await expect(page).not.toHaveURL(new RegExp(review.id));
  await formReady(page);
});
