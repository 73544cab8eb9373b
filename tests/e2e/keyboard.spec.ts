import { expect, test } from "@playwright/test";
import { button, comment, formReady, openForm, openReview, signInAs, startStory, statusLine } from "./support";

test("no key pressed in a field ever sends anything", async ({ page }) => {
  const review = openReview(await startStory("A piano that plays when nobody looks"));
  await signInAs(page, "Ben", `/reviews/${review.id}`);
  await formReady(page);
  const sent: string[] = [];
  page.on("request", (request) => {
    if (request.method() === "POST" && request.url().includes("/api/v1/")) sent.push(request.url());
  });
  await comment(page).fill("One line");
  for (const keys of ["Enter", "Control+Enter", "Meta+Enter", "Shift+Enter"]) await comment(page).press(keys);

  await openForm(page, "/start/write-story");
  await page.getByLabel("What is the story about?").fill("A story");
  for (const keys of ["Enter", "Control+Enter"]) await page.getByLabel("Tone").press(keys);
  await page.getByLabel("Length in words").press("Enter");
  await expect(button(page, "Start")).toBeVisible();

  await openForm(page, `/reviews/${review.id}`);
  await expect(button(page, "Accept")).toBeVisible();
  expect(sent).toEqual([]);
});

test("two clicks send one answer", async ({ page }) => {
  const review = openReview(await startStory("A door that opens twice"));
  await signInAs(page, "Ben", `/reviews/${review.id}`);
  await formReady(page);
  let sent = 0;
  page.on("request", (request) => {
    if (request.url().endsWith("/decision")) sent++;
  });
  await button(page, "Accept").dblclick();
  await expect(page.getByRole("heading", { name: "Accepted." })).toBeVisible();
  expect(sent).toBe(1);
});

test("a missing comment is asked for at its field, which gets the focus", async ({ page }) => {
  const review = openReview(await startStory("A question without a mark"));
  await signInAs(page, "Ben", `/reviews/${review.id}`);
  await formReady(page);
  await button(page, "Update with comments").click();
  await expect(comment(page)).toBeFocused();
  await expect(comment(page)).toHaveAttribute("aria-invalid", "true");
  await expect(comment(page)).toHaveAccessibleDescription(/Comment.*Needed for “Update with comments”/s);
  await comment(page).fill("There it is.");
  await expect(comment(page)).not.toHaveAttribute("aria-invalid", "true");
});

test("a story can be started, changed and accepted without a mouse", async ({ page }) => {
  await signInAs(page, "Ana");
  await openForm(page, "/start/write-story");
  const tabTo = async (name: string, role: "button" | "textbox") => {
    const target = page.getByRole(role, { name, exact: true });
    await expect(target).toBeVisible();
    for (let presses = 0; presses < 60; presses++) {
      await page.keyboard.press("Tab");
      if (await target.evaluate((element) => element === document.activeElement)) return;
    }
    throw new Error(`Tab never reaches ${name}.`);
  };
  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: "Skip to the content" })).toBeFocused();
  await page.keyboard.press("Enter");
  await tabTo("What is the story about?", "textbox");
  await page.keyboard.type("A lift that stops between floors");
  await tabTo("Start", "button");
  await page.keyboard.press("Enter");
  await expect(statusLine(page)).toContainText("Draft 1 is ready");
  await tabTo("Comment", "textbox");
  await page.keyboard.type("Let somebody sing.");
  await tabTo("Update with comments", "button");
  await page.keyboard.press("Space");
  await expect(statusLine(page)).toContainText("Draft 2 is ready");
  await tabTo("Accept", "button");
  await page.keyboard.press("Enter");
  await expect(statusLine(page)).toContainText("Done. Here is the result.");
});
