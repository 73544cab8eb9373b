import { expect, test } from "@playwright/test";
import {
  button,
  comment,
  continueAs,
  formReady,
  openAccountMenu,
  openForm,
  openReview,
  readDraft,
  signInAs,
  startStory,
} from "./support";

const words = "Please keep the storm; it carries the ending.";

test("what is typed into a review survives a reload and is gone once it was sent (camunda#17609)", async ({ page }) => {
  const review = openReview(await startStory("A storm that stays for tea"));
  await signInAs(page, "Ben", `/reviews/${review.id}`);
  await comment(page).fill(words);
  await page.reload();
  await expect(comment(page)).toHaveValue(words);
  await button(page, "Update with comments").click();
  await readDraft(page, 2);
  await expect(page.getByText(words, { exact: true })).toBeVisible();
  await expect(comment(page)).toHaveValue("");
});

test("a second tab has what was typed in the first, and takes nothing from it (camunda#17609)", async ({
  page,
  context,
}) => {
  const review = openReview(await startStory("A window with two views"));
  await signInAs(page, "Ben", `/reviews/${review.id}`);
  await comment(page).fill(words);
  const second = await context.newPage();
  await openForm(second, `/reviews/${review.id}`);
  await expect(comment(second)).toHaveValue(words);
  await second.close();
  await page.bringToFront();
  await expect(comment(page)).toHaveValue(words);
  await button(page, "Update with comments").click();
  await readDraft(page, 2);
  await expect(page.getByText(words, { exact: true })).toHaveCount(1);
});

test("what is typed into a start form survives a reload", async ({ page }) => {
  await signInAs(page, "Ana");
  await openForm(page, "/start/write-story");
  await page.getByLabel("What is the story about?").fill("A half-written wish");
  await page.getByLabel("Length in words").fill("");
  await page.reload();
  await expect(page.getByLabel("What is the story about?")).toHaveValue("A half-written wish");
  await expect(page.getByLabel("Length in words")).toHaveValue("");
});

test("a lost connection keeps the text, and trying again sends it once", async ({ page, context }) => {
  const review = openReview(await startStory("A bridge that was not there this morning"));
  await signInAs(page, "Ben", `/reviews/${review.id}`);
  await comment(page).fill(words);
  await context.setOffline(true);
  await button(page, "Update with comments").click();
  await expect(page.getByRole("alert").filter({ hasText: "The connection was lost" })).toBeFocused();
  await expect(comment(page)).toHaveValue(words);
  await context.setOffline(false);
  await button(page, "Try again").click();
  await readDraft(page, 2);
  await expect(page.getByText(words, { exact: true })).toHaveCount(1);
});

test("an answer whose reply got lost counts once", async ({ page }) => {
  const review = openReview(await startStory("A letter that arrives twice"));
  await signInAs(page, "Ben", `/reviews/${review.id}`);
  await formReady(page);
  const keys: (string | undefined)[] = [];
  let cut = true;
  await page.route("**/api/**", async (route) => {
    if (route.request().url().endsWith("/decision")) {
      keys.push(route.request().headers()["idempotency-key"]);
      // It arrives and is carried out; only its reply does not come back.
      if (cut) await route.fetch();
    }
    return cut ? route.abort() : route.continue();
  });
  await comment(page).fill(words);
  await button(page, "Update with comments").click();
  await expect(button(page, "Try again")).toBeVisible();
  cut = false;
  await button(page, "Try again").click();
  await readDraft(page, 2);
  await expect(page.getByText(words, { exact: true })).toHaveCount(1);
  expect(keys).toHaveLength(2);
  expect(new Set(keys).size).toBe(1);
});

test("an expired sign-in keeps the text and leads back to the same review", async ({ page, context }) => {
  const review = openReview(await startStory("A key that forgot its door"));
  await signInAs(page, "Ben", `/reviews/${review.id}`);
  await comment(page).fill(words);
  await context.clearCookies();
  await button(page, "Update with comments").click();
  await page.getByRole("link", { name: "Sign in and come back here" }).first().click();
  await continueAs(page, "Ben");
  await expect(page).toHaveURL(new RegExp(`/reviews/${review.id}$`));
  await expect(comment(page)).toHaveValue(words);
});

test("each person's text is their own", async ({ page }) => {
  const review = openReview(await startStory("A diary with two keys"));
  await signInAs(page, "Ben", `/reviews/${review.id}`);
  await comment(page).fill(words);
  await openAccountMenu(page, "Ben");
  await page.getByRole("menuitem", { name: /Ana/ }).click();
  await expect(page.getByRole("button", { name: "Account of Ana" })).toBeVisible();
  await expect(comment(page)).toHaveValue("");
});
