import { expect, test } from "@playwright/test";
import { answerAsDana, button, continueAs, openAccountMenu, openReview, signInAs, startStory } from "./support";

test("a link to a review leads through the sign-in to that very review", async ({ page }) => {
  const review = openReview(await startStory("A map drawn from memory"));
  await page.goto(`/reviews/${review.id}`);
  await expect(page).toHaveURL(/\/sign-in\?next=/);
  await continueAs(page, "Ben");
  await expect(page).toHaveURL(new RegExp(`/reviews/${review.id}$`));
  await expect(page.getByRole("heading", { level: 1, name: "A map drawn from memory" })).toBeVisible();
  await expect(button(page, "Accept")).toBeVisible();
});

test("a link to a review that was answered says who, what and when", async ({ page }) => {
  const review = openReview(await startStory("A bell rung too early"));
  await answerAsDana(review, "update", { comment: "Let it ring later." });
  await signInAs(page, "Ben", `/reviews/${review.id}`);
  await expect(page.getByRole("heading", { name: /^Dana asked for changes .*\d{1,2}:\d{2}/ })).toBeVisible();
  await expect(page.getByText("Let it ring later.").first()).toBeVisible();
  await expect(button(page, "Accept")).toBeHidden();
});

test("the sign-in leads nowhere else", async ({ page }) => {
  await signInAs(page, "Ana", "/sign-in?next=https://evil.example/");
  await expect(page).toHaveURL(/\/inbox$/);
});

test("signed out, the first page names the three people and what each is good for", async ({ page }) => {
  await page.goto("/");
  for (const name of ["Ana", "Ben", "Dana"]) {
    await expect(page.getByRole("button", { name: `Continue as ${name}` })).toBeVisible();
  }
  await expect(page.getByRole("region", { name: "Demo mode" })).toContainText("this computer only");
});

for (const path of ["/nowhere", "/reviews/nope", "/runs/01234567-89ab-7def-8123-456789abcdef", "/start/nope"]) {
  test(`${path} is not found, and says what to do`, async ({ page }) => {
    await signInAs(page, "Ben");
    const response = await page.goto(path);
    expect(response?.status()).toBe(404);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await expect(page.getByRole("main").getByRole("link")).toBeVisible();
  });
}

test("signing out shows nothing of what was seen", async ({ page }) => {
  const review = openReview(await startStory("A house with the lights off"));
  await signInAs(page, "Ben", `/reviews/${review.id}`);
  await openAccountMenu(page, "Ben");
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await expect(page.getByRole("button", { name: "Continue as Ben" })).toBeVisible();
  await page.goto(`/reviews/${review.id}`);
  await expect(page.getByRole("button", { name: "Continue as Ben" })).toBeVisible();
});
