import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Browser, expect, type Page, test } from "@playwright/test";
import type { RunView } from "@/lib/views/views";
import { type Product, startProduct } from "../support/product";
import { button, continueAs, expectAccessible, formReady } from "./support";

const TOKEN = "token-of-the-tests-with-values-0123456789";

let folder: string;
let product: Product;

/** A product of its own: the workflow that asks for what is easily misread ships with the tests. */
test.beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "holdpoint-values-"));
  product = await startProduct({
    HOLDPOINT_DATA_DIR: join(folder, "data"),
    HOLDPOINT_WORKFLOWS_DIR: join(import.meta.dirname, "../fixtures/values"),
    HOLDPOINT_DEMO_TOKEN: TOKEN,
    HOLDPOINT_RATE_LIMIT: "0",
  });
});

test.afterAll(async () => {
  await product?.stop();
  await rm(folder, { recursive: true, force: true });
});

const headers = { Authorization: `Bearer ${TOKEN}`, Prefer: "wait=30" };
const asGiven = {
  call: "2027-11-07T06:30:00.000Z",
  stamp: "2027-06-01T12:00:59.999Z",
  parts: [{ note: "first", at: "2027-11-07T06:30:00.000Z", price: 0.1 }],
};

/** Ben, somewhere, at a settlement that waits for him. */
async function openSettlement(browser: Browser, timezoneId: string) {
  const response = await fetch(`${product.url}/api/v1/runs`, {
    method: "POST",
    headers,
    body: JSON.stringify({ workflow: "settlement", input: { prompt: "Invoice A-1" } }),
  });
  const run = (await response.json()) as RunView;
  const context = await browser.newContext({ baseURL: product.url, timezoneId });
  const page = await context.newPage();
  await page.goto(`/reviews/${run.reviews[0]?.id}`);
  await continueAs(page, "Ben");
  await formReady(page);
  const settled = async () => {
    await expect(page.getByRole("heading", { name: "“Settle” is noted." })).toBeVisible();
    const ended = await fetch(`${product.url}/api/v1/runs/${run.id}`, { headers });
    return ((await ended.json()) as RunView).output;
  };
  return { page, settled };
}

const box = (page: Page, label: string) => page.getByLabel(new RegExp(`^${label} ?optional$`)).first();
const settle = (page: Page) => button(page, "Settle").click();

for (const zone of ["America/New_York", "Europe/Berlin", "Asia/Kolkata"]) {
  test(`W10: in ${zone} what nobody touched is sent as it was given`, async ({ browser }) => {
    const { page, settled } = await openSettlement(browser, zone);
    await expect(box(page, "Stamp")).not.toHaveValue("");
    // Going through a form with the keyboard changes nothing.
    await box(page, "Amount").focus();
    for (let presses = 0; presses < 40; presses++) await page.keyboard.press("Tab");
    await settle(page);
    expect(await settled()).toEqual(asGiven);
  });
}

test("W10: a changed neighbour in a list leaves the time beside it as it was", async ({ browser }) => {
  const { page, settled } = await openSettlement(browser, "America/New_York");
  await expect(box(page, "At")).toHaveValue("2027-11-07T01:30");
  await box(page, "Note").fill("second");
  await settle(page);
  expect(await settled()).toEqual({ ...asGiven, parts: [{ ...asGiven.parts[0], note: "second" }] });
});

test("W10: a time that does not exist is said, and stays until it is changed", async ({ browser }) => {
  const { page, settled } = await openSettlement(browser, "Europe/Berlin");
  await box(page, "Visit").fill("2027-03-28T02:30");
  await settle(page);
  const said = "02:30 does not exist. Choose 03:30, or a time before.";
  await expect(page.getByText(said).last()).toBeVisible();
  await expect(box(page, "Visit")).toHaveValue("2027-03-28T02:30");
  await box(page, "Visit").fill("2027-03-28T03:30");
  await settle(page);
  expect(await settled()).toMatchObject({ visit: "2027-03-28T01:30:00.000Z" });
});

test("W10: for a time that comes twice the person says which one", async ({ browser }) => {
  const { page, settled } = await openSettlement(browser, "America/New_York");
  // The untouched one says which it is.
  await expect(page.getByRole("radio", { name: "The second one, after the change (GMT−5)" }).first()).toBeChecked();
  await box(page, "Visit").fill("2027-11-07T01:15");
  await settle(page);
  await expect(page.getByText("01:15 comes twice. Choose which one you mean.").last()).toBeVisible();
  await expectAccessible(page, "a form with a time that comes twice");
  const visit = page
    .locator("div")
    .filter({ has: box(page, "Visit") })
    .last();
  await visit.getByRole("radio", { name: "The first one, before the change (GMT−4)" }).check();
  await expect(page.getByText("comes twice. Choose which")).toHaveCount(0);
  await settle(page);
  expect(await settled()).toMatchObject({ visit: "2027-11-07T05:15:00.000Z" });
});

test("W10: a time that is half typed is neither sent nor dropped", async ({ browser }) => {
  const { page } = await openSettlement(browser, "Europe/Berlin");
  await box(page, "Visit").focus();
  await page.keyboard.type("03");
  await settle(page);
  await expect(page.getByText("Visit is not complete. Fill in every part of it, or empty it.").last()).toBeVisible();
  await expect(box(page, "Visit")).toBeFocused();
});

test("W9: a number that may mean two, or is written otherwise, stays in its box with how to write it", async ({
  browser,
}) => {
  const { page, settled } = await openSettlement(browser, "Europe/Berlin");
  const amount = box(page, "Amount");
  for (const [typed, how] of [
    ["1,500", "Write 1500 or 1.500, whichever you mean."],
    ["12,345", "Write 12345 or 12.345, whichever you mean."],
    ["0x10", "Write 16."],
    ["1e3", "Write 1000."],
    ["+5", "Write 5."],
    [".5", "Write 0.5."],
    ["5.", "Write 5."],
    ["１２", "Write 12."],
  ] as const) {
    await amount.fill(typed);
    await settle(page);
    await expect(page.getByText(`Amount must be a number. ${how}`).last()).toBeVisible();
    await expect(amount).toHaveValue(typed);
    await expect(amount).toBeFocused();
  }
  await amount.fill("9007199254740993");
  await settle(page);
  await expect(page.getByText("9007199254740993 would become 9007199254740992").last()).toBeVisible();
  await amount.fill(" 7 ");
  await box(page, "Pieces").fill("1,000");
  await settle(page);
  await expect(page.getByText("Pieces must be a number. Write 1000 or 1.000").last()).toBeVisible();
  await box(page, "Pieces").fill("1000");
  await settle(page);
  expect(await settled()).toMatchObject({ amount: 7, pieces: 1000 });
});

test("W12: JSON with a number that would be rounded stays in its box with the place", async ({ browser }) => {
  const { page, settled } = await openSettlement(browser, "Europe/Berlin");
  await box(page, "Details").fill('{"items":[{"id":12345678901234567890}]}');
  await settle(page);
  await expect(page.getByText("Details: items.0.id is 12345678901234567890, which would become").last()).toBeVisible();
  await box(page, "Details").fill("{bad");
  await settle(page);
  await expect(page.getByText("Details must be JSON").last()).toBeVisible();
  await box(page, "Details").fill('{"id":"12345678901234567890"}');
  await settle(page);
  expect(await settled()).toMatchObject({ data: { id: "12345678901234567890" } });
});

const pdf = (name: string, size = 100) => ({ name, mimeType: "application/pdf", buffer: Buffer.alloc(size, 37) });
const scan = (page: Page) => box(page, "Scan");

test("W14: a refused file holds the answer until it is taken away, also after a reload", async ({ browser }) => {
  const { page, settled } = await openSettlement(browser, "Europe/Berlin");
  await scan(page).setInputFiles(pdf("large.pdf", 1_001));
  await settle(page);
  await expect(page.getByText("Nothing is sent before you choose another file or go on without it.")).toBeVisible();
  await expectAccessible(page, "a form with a refused file");
  await page.reload();
  await formReady(page);
  await settle(page);
  await expect(page.getByText("Nothing is sent before you choose another file or go on without it.")).toBeVisible();
  await button(page, "Go on without it").click();
  await settle(page);
  expect(await settled()).toEqual(asGiven);
});

test("W14: a refused file is replaced, or gives way to the one before it", async ({ browser }) => {
  const { page, settled } = await openSettlement(browser, "Europe/Berlin");
  await scan(page).setInputFiles(pdf("good.pdf"));
  await expect(page.getByRole("link", { name: "good.pdf" })).toBeVisible();
  await scan(page).setInputFiles({ ...pdf("notes.txt"), mimeType: "text/plain" });
  await expect(page.getByText("Scan takes only .pdf. Please choose another file.")).toBeVisible();
  await settle(page);
  await expect(page.getByText("Nothing is sent before")).toBeVisible();
  await button(page, "Keep good.pdf").click();
  await expect(page.getByRole("link", { name: "good.pdf" })).toBeVisible();
  await scan(page).setInputFiles(pdf("empty.pdf", 0));
  await scan(page).setInputFiles(pdf("better.pdf"));
  await expect(page.getByRole("link", { name: "better.pdf" })).toBeVisible();
  await settle(page);
  expect(await settled()).toMatchObject({ scan: { name: "better.pdf" } });
});

test("W14: a file whose upload failed holds the answer, too", async ({ browser }) => {
  const { page, settled } = await openSettlement(browser, "Europe/Berlin");
  await page.route("**/api/v1/files?*", (route) => route.abort("connectionreset"));
  await scan(page).setInputFiles(pdf("scan.pdf"));
  await expect(page.getByText("scan.pdf is not uploaded.").last()).toBeVisible();
  await settle(page);
  await expect(page.getByText("Nothing is sent before")).toBeVisible();
  await button(page, "Go on without it").click();
  await settle(page);
  expect(await settled()).toEqual(asGiven);
});
