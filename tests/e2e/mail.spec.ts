import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, type Page, test } from "@playwright/test";
import { type MailServer, startMailServer } from "../support/mail-server";
import { type Product, startProduct } from "../support/product";
import { mailSettings } from "../support/sign-in-by-mail";
import { answers, button, expectAccessible, formReady, signInAs, startStory, unique } from "./support";

test.describe("with a mail server", () => {
  let mails: MailServer;
  let product: Product;
  let folder: string;

  test.beforeAll(async () => {
    mails = await startMailServer();
    folder = await mkdtemp(join(tmpdir(), "holdpoint-mail-"));
    product = await startProduct(mailSettings(mails, { HOLDPOINT_DATA_DIR: folder }));
  });
  test.afterAll(async () => {
    await product?.stop();
    await mails?.close();
    await rm(folder, { recursive: true, force: true });
  });

  /** The address after these words in the next mail to somebody that has them. */
  async function linkAfter(words: string, to: string): Promise<string> {
    const found = await mails.mail((mail) => mail.to === to && mail.text.includes(words));
    mails.received.splice(mails.received.indexOf(found), 1);
    return new RegExp(`${words} (\\S+)`).exec(found.text)?.[1] ?? "";
  }

  async function signInByMail(page: Page, email: string): Promise<void> {
    await answers(async () => {
      await page.getByLabel("Your e-mail address").fill(email);
      await button(page, "Mail me a link").click();
      await expect(page.getByRole("heading", { name: "Look into your mail" })).toBeVisible({ timeout: 5_000 });
    });
    await page.goto(await linkAfter("Sign in:", email));
    await button(page, `Sign in as ${email}`).click();
  }

  test("a mail leads through the sign-in to its form; a scanner with a browser spoils nothing", async ({ browser }) => {
    test.setTimeout(120_000);
    const ownPage = async () => (await browser.newContext()).newPage();
    const [asAna, asBen, scanner] = [await ownPage(), await ownPage(), await ownPage()];
    await asAna.goto(`${product.url}/start/write-story`);
    await expectAccessible(asAna, "the sign-in");
    // Ben has an account before there is anything to tell him.
    await asBen.goto(`${product.url}/inbox`);
    await signInByMail(asBen, "ben@example.com");
    await expect(asBen).toHaveURL(`${product.url}/inbox`);
    await asBen.context().clearCookies();

    await signInByMail(asAna, "ana@example.com");
    await expect(asAna).toHaveURL(`${product.url}/start/write-story`);
    await asAna.getByLabel("What is the story about?").fill("A lighthouse by mail");
    await button(asAna, "Start").click();

    const review = await linkAfter("Read and answer:", "ben@example.com");
    for (let visit = 0; visit < 2; visit++) {
      await scanner.goto(review, { waitUntil: "networkidle" });
      await expect(scanner).toHaveURL(/\/sign-in\?next=/);
    }
    await asBen.goto(review);
    await answers(async () => {
      await asBen.getByLabel("Your e-mail address").fill("ben@example.com");
      await button(asBen, "Mail me a link").click();
      await expect(asBen.getByRole("heading", { name: "Look into your mail" })).toBeVisible({ timeout: 5_000 });
    });
    const link = await linkAfter("Sign in:", "ben@example.com");
    for (let visit = 0; visit < 2; visit++) {
      await scanner.goto(link, { waitUntil: "networkidle" });
      await expect(button(scanner, "Sign in as ben@example.com")).toBeVisible();
    }
    await asBen.goto(link);
    await expectAccessible(asBen, "the page that a link leads to");
    await button(asBen, "Sign in as ben@example.com").click();
    await expect(asBen).toHaveURL(review);
    await formReady(asBen);
    await button(asBen, "Accept").click();
    await expect(asBen.getByText("Accepted.").first()).toBeVisible();

    // Late: the link was used, the review was answered, and both say so.
    await scanner.goto(link);
    await button(scanner, "Sign in as ben@example.com").click();
    await expect(scanner.getByText("This link has been used or is too old.")).toBeVisible();
    await signInByMail(scanner, "ana@example.com");
    await expect(scanner).toHaveURL(review);
    await expect(scanner.getByRole("heading", { name: /^Ben accepted this .*\d{1,2}:\d{2}/ })).toBeVisible();
  });
});

test("in the demo mails are in the outbox, each as it would have been sent", async ({ page }) => {
  test.setTimeout(120_000);
  await startStory(unique("A kite in the outbox"));
  await signInAs(page, "Ben", "/outbox");
  // This story's, or an earlier one's: a person gets only so many mails an hour.
  const mail = page.locator('main a[href^="/outbox/"]');
  await answers(async () => {
    await page.reload();
    await expect(mail.first()).toBeVisible({ timeout: 2_000 });
  });
  await expectAccessible(page, "the outbox");
  await mail.first().click();
  await expect(
    page.frameLocator("iframe").getByRole("link", { name: /Read and answer|Open your inbox/ }),
  ).toBeVisible();
  await page.getByText("As text").click();
  await expect(page.getByText(/Opening the link changes nothing/)).toBeVisible();
  await expectAccessible(page, "a mail in the outbox");
  await page.getByRole("link", { name: "Follow its link" }).click();
  await expect(page).toHaveURL(/\/(reviews\/|inbox)/);
});

test("somebody who wants no mail says so once", async ({ page }) => {
  await signInAs(page, "Ana", "/account");
  await expectAccessible(page, "the account");
  await answers(async () => {
    await page.getByRole("radio", { name: /No mail/ }).check();
    await expect(page.getByText("Saved.")).toBeVisible({ timeout: 3_000 });
  });
  await page.reload();
  await expect(page.getByRole("radio", { name: /No mail/ })).toBeChecked();
});
