import { expect, type Page, test } from "@playwright/test";
import { answers, browserOf, button, expectAccessible, signInAs } from "./support";

const message = (page: Page) => page.getByRole("textbox", { name: "Message" });
const turns = (page: Page) => page.getByRole("list", { name: "Conversation" }).locator("> li");

async function openChat(page: Page): Promise<void> {
  await page.goto("/chat");
  await expect(page.locator("form[data-ready=true]")).toBeAttached();
}

/** Says something with the keyboard alone. */
async function say(page: Page, text: string): Promise<void> {
  await message(page).fill(text);
  await page.keyboard.press("Enter");
}

test("a conversation: an example, its answer, a question answered in place, and all of it after a reload", async ({
  page,
}) => {
  await signInAs(page, "Ana");
  await openChat(page);
  await expectAccessible(page, "the empty chat");
  await button(page, "Find me a weather agent").click();
  await expect(page.getByText("agent fits", { exact: false }).or(page.getByText("agents fit"))).toBeVisible();
  await expect(
    page
      .getByRole("navigation", { name: "Conversations" })
      .getByRole("link", { name: /Find me a weather agent/ })
      .first(),
  ).toBeVisible();

  await say(page, "Help me analyze data but I need guidance");
  await expect(page.getByRole("heading", { name: /^Which data do you want to analyze/ })).toBeVisible();
  await expectAccessible(page, "a question in the chat");
  await expect(message(page)).toBeHidden();
  await page.getByRole("textbox", { name: "Your answer" }).fill("I want to analyze sales data");
  await button(page, "Continue").click();
  await expect(turns(page).last().getByRole("tabpanel").getByText("Made with the practice model")).toBeVisible();

  await message(page).fill("This can wait");
  await page.reload();
  await expect(turns(page)).toHaveCount(2);
  await expect(message(page)).toHaveValue("This can wait");
  await expect(turns(page).first().getByText("Weather", { exact: true })).toBeVisible();
  await answers(async () => {
    await turns(page).last().getByRole("tab", { name: "What was done" }).click();
    await expect(turns(page).last().getByText("A question for you")).toBeVisible({ timeout: 3_000 });
  });
  await turns(page).last().getByRole("tab").last().click();
  await expect(turns(page).last().getByText("The agent at work")).toBeVisible();
  await expectAccessible(page, "what was done in a turn");
});

test("on a phone the conversations are a drawer, and nobody sees those of others", async ({ browser }) => {
  const phone = { viewport: { width: 390, height: 780 }, hasTouch: true, isMobile: true };
  const page = await browserOf(browser, "Ben", phone);
  await openChat(page);
  await say(page, "Find me a travel planning agent");
  await page.waitForURL(/\/chat\/./);
  await expect(page.getByText("Travel planning", { exact: true })).toBeVisible();
  const path = new URL(page.url()).pathname;
  await answers(async () => {
    await button(page, "Conversations").click();
    await expect(page.getByRole("dialog", { name: "Conversations" })).toBeVisible({ timeout: 3_000 });
  });
  await expectAccessible(page, "the drawer");
  await page.getByRole("link", { name: "New conversation" }).click();
  await expect(page.getByRole("heading", { name: "What do you need?" })).toBeVisible();
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);

  const ana = await browserOf(browser, "Ana");
  for (const missing of [path, `/chat/${"x".repeat(200)}`]) {
    await ana.goto(missing);
    await expect(ana.getByRole("heading", { name: "This conversation is not here" })).toBeVisible();
  }
  await ana.context().close();
  await page.context().close();
});
