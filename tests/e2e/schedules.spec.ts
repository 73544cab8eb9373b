import { expect, test } from "@playwright/test";
import { answers, browserOf, expectAccessible, signInAs } from "./support";

test("an author pauses what starts by itself and lets it go on; a reviewer sees it and can't", async ({
  page,
  browser,
}) => {
  await signInAs(page, "Ana", "/start");
  const row = page.getByRole("listitem").filter({ hasText: "Fridays at 9:00 · Europe/Berlin" });
  await expect(row).toContainText("Next start");
  await answers(async () => {
    const pause = row.getByRole("button", { name: "Pause Write the weekly report" });
    if (await pause.isVisible()) await pause.click();
    await expect(row).toContainText("Paused by Ana", { timeout: 3_000 });
  });
  await expectAccessible(page, "paused");

  const ben = await browserOf(browser, "Ben");
  await ben.goto("/start");
  await expect(ben.getByText("Paused by Ana")).toBeVisible();
  await expect(ben.getByRole("button", { name: /^(Pause|Resume) / })).toHaveCount(0);

  await row.getByRole("button", { name: "Resume Write the weekly report" }).click();
  await expect(row).toContainText("Next start");
});
