import { expect, test } from "@playwright/test";
import { browserOf, button, expectAccessible, formReady, openForm, signInAs, unique } from "./support";

test("an author adds an agent, tests it, changes it, and takes it out of use", async ({ page, browser }) => {
  const name = unique("Tides");
  await signInAs(page, "Ana");
  await openForm(page, "/agents/new");
  await button(page, "Add an agent").click();
  await expect(page.getByRole("textbox", { name: "Name" })).toBeFocused();
  await page.getByRole("textbox", { name: "Name" }).fill(name);
  await page.getByRole("textbox", { name: "Capabilities" }).fill("tide tables, high water");
  await button(page, "Add an agent").click();
  await expect(page.getByText("Say what the agent is to do, or choose an assistant.").first()).toBeVisible();
  await page.getByRole("textbox", { name: "Instructions" }).fill("You explain tides.");
  await button(page, "Add an agent").click();

  await expect(page.getByRole("heading", { name })).toBeVisible();
  await expect(page.getByText("Not tested")).toBeVisible();
  await button(page, "Test").click();
  await expect(page.getByText("practice-model answered.")).toBeVisible();
  await formReady(page);
  await page.getByRole("textbox", { name: "What it does" }).fill("Knows when the water comes.");
  await button(page, "Save").click();
  await expect(page.getByText("Saved.")).toBeVisible();
  await expectAccessible(page, "an agent");

  await page.goto("/agents?q=when+is+high+water");
  await expect(page.getByRole("link", { name: new RegExp(name) })).toContainText('It offers "high water".');
  await page.getByRole("link", { name: new RegExp(name) }).click();
  await button(page, "Disable").click();
  await expect(page.getByText("Searches don't find it")).toBeVisible();

  const ben = await browserOf(browser, "Ben");
  await ben.goto("/agents?show=disabled");
  await ben.getByRole("link", { name: new RegExp(name) }).click();
  await expect(ben.getByText("You explain tides.")).toBeVisible();
  await expect(ben.getByText("Authors and admins change agents.")).toBeVisible();
  await expect(button(ben, "Test")).toBeHidden();
  await ben.context().close();

  await button(page, "Remove").click();
  await expect(page.getByRole("dialog", { name: `Remove ${name}?` })).toBeVisible();
  await page.getByRole("dialog").getByRole("button", { name: "Remove" }).click();
  await expect(page).toHaveURL(/\/agents$/);
  await expect(page.getByText(name)).toBeHidden();
});
