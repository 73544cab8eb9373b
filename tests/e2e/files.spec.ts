import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Browser, type BrowserContextOptions, expect, type Page, test } from "@playwright/test";
import type { RunView } from "@/lib/views/views";
import { type Product, startProduct } from "../support/product";
import { button, continueAs, expectAccessible, formReady } from "./support";

const TOKEN = "token-of-the-tests-with-files-0123456789";

let folder: string;
let product: Product;

/** A product of its own: the workflow that asks for files ships with the tests. */
test.beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "holdpoint-files-"));
  product = await startProduct({
    HOLDPOINT_DATA_DIR: join(folder, "data"),
    HOLDPOINT_WORKFLOWS_DIR: join(import.meta.dirname, "../fixtures/files"),
    HOLDPOINT_DEMO_TOKEN: TOKEN,
    HOLDPOINT_RATE_LIMIT: "0",
  });
});

test.afterAll(async () => {
  await product?.stop();
  await rm(folder, { recursive: true, force: true });
});

/** A small picture, as browsers know one. */
const PNG = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);
const picture = { name: "Receipt.png", mimeType: "image/png", buffer: PNG };

/** Ben, at a claim that waits for its receipt. */
async function openClaim(browser: Browser, options: BrowserContextOptions = {}): Promise<{ page: Page; run: RunView }> {
  const response = await fetch(`${product.url}/api/v1/runs`, {
    method: "POST",
    headers: { Authorization: `Bearer ${TOKEN}`, Prefer: "wait=30" },
    body: JSON.stringify({ workflow: "claim", input: { purpose: "Trip to Kassel" } }),
  });
  const run = (await response.json()) as RunView;
  const context = await browser.newContext({ baseURL: product.url, ...options });
  const page = await context.newPage();
  await page.goto(`/reviews/${run.reviews[0]?.id}`);
  await continueAs(page, "Ben");
  await formReady(page);
  return { page, run };
}

const picker = (page: Page) => page.getByLabel("Receipt", { exact: true });
const kept = (page: Page, name: string) => page.getByRole("link", { name });

test("a file is picked, survives a reload, is answered with, and can be loaded from the answer", async ({
  browser,
}) => {
  const { page, run } = await openClaim(browser);
  await picker(page).setInputFiles(picture);
  await expect(kept(page, "Receipt.png")).toBeVisible();
  await expectAccessible(page, "a form with a file");

  await page.reload();
  await formReady(page);
  await expect(kept(page, "Receipt.png")).toBeVisible();
  await button(page, "Approve").click();
  await expect(page.getByRole("heading", { name: /Approve/ })).toBeVisible();

  const loading = page.waitForEvent("download");
  await kept(page, "Receipt.png").click();
  const download = await loading;
  expect(download.suggestedFilename()).toBe("Receipt.png");
  expect(await readFile(await download.path())).toEqual(PNG);

  await page.goto(`/runs/${run.id}`);
  await page.locator("summary", { hasText: "Review" }).first().click();
  await expect(kept(page, "Receipt.png").first()).toBeVisible();
});

test("what does not fit is told at once, and nothing is uploaded", async ({ browser }) => {
  const { page } = await openClaim(browser);
  const sent: string[] = [];
  page.on("request", (request) => request.url().includes("/api/v1/files") && sent.push(request.url()));
  await picker(page).setInputFiles({ name: "notes.txt", mimeType: "text/plain", buffer: Buffer.from("Hello") });
  await expect(page.getByText("Receipt takes only images, .pdf. Please choose another file.")).toBeVisible();
  await picker(page).setInputFiles({ ...picture, buffer: Buffer.alloc(2_000_001) });
  await expect(page.getByText("Receipt can have at most 2 MB. Please choose a smaller file.")).toBeVisible();
  await picker(page).setInputFiles({ ...picture, buffer: Buffer.alloc(0) });
  await expect(page.getByText("Receipt.png is empty. Please choose another file.")).toBeVisible();
  expect(sent).toEqual([]);
  await button(page, "Approve").click();
  await expect(page.getByText("Nothing is sent before you choose another file or go on without it.")).toBeVisible();
  await expect(picker(page)).toBeFocused();
  await button(page, "Go on without it").click();
  await button(page, "Approve").click();
  await expect(page.getByText('Please fill in "Receipt".').last()).toBeVisible();
});

test("an answer waits for its file; a lost connection is told, and the same file goes again", async ({ browser }) => {
  const { page, run } = await openClaim(browser);
  let go = () => {};
  const held = new Promise<void>((resolve) => {
    go = resolve;
  });
  await page.route("**/api/v1/files?*", async (route) => {
    await held;
    await route.abort("connectionreset");
  });
  await picker(page).setInputFiles(picture);
  await expect(page.getByRole("progressbar", { name: "Uploading Receipt.png …" })).toBeVisible();
  await button(page, "Approve").click();
  await expect(page.getByText("Receipt.png is not uploaded yet.").last()).toBeVisible();

  go();
  await expect(page.getByText("Receipt.png is not uploaded. The connection was lost").last()).toBeVisible();
  await page.unroute("**/api/v1/files?*");
  await button(page, "Try again").click();
  await expect(kept(page, "Receipt.png")).toBeVisible();
  await button(page, "Approve").click();
  await expect(page.getByRole("heading", { name: /Approve/ })).toBeVisible();
  expect(run.status).toBe("waiting");
});

test("the bar says how far a large file has come, and it can be stopped", async ({ browser }) => {
  const { page } = await openClaim(browser);
  const network = await page.context().newCDPSession(page);
  const slow = { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: 200_000 };
  await network.send("Network.emulateNetworkConditions", slow);
  await picker(page).setInputFiles({ ...picture, buffer: Buffer.alloc(1_900_000, 7) });
  await expect(page.getByRole("progressbar")).toHaveAttribute("value", /^0\.[1-9]/);
  await button(page, "Stop uploading Receipt.png").click();
  await expect(page.getByRole("progressbar")).toHaveCount(0);
  await expect(picker(page)).toBeFocused();
  await button(page, "Approve").click();
  await expect(page.getByText('Please fill in "Receipt".').last()).toBeVisible();
});

test("an upload that a reload cut off says so, and is not sent as an answer", async ({ browser }) => {
  const { page } = await openClaim(browser);
  await page.route("**/api/v1/files?*", () => {});
  await picker(page).setInputFiles(picture);
  await expect(page.getByRole("progressbar")).toBeVisible();
  await page.reload();
  await formReady(page);
  await expect(page.getByText("Receipt.png is not uploaded. Please choose it again.")).toBeVisible();
  await button(page, "Approve").click();
  await expect(page.getByText("Receipt.png is not uploaded. Please choose it again.").last()).toBeVisible();
  await page.unrouteAll();
  await picker(page).setInputFiles(picture);
  await expect(kept(page, "Receipt.png")).toBeVisible();
});

test("by keyboard and by dropping; removing gives the focus back; also in the groups of a list", async ({
  browser,
}) => {
  const { page } = await openClaim(browser);
  const path = join(folder, "Receipt.png");
  await writeFile(path, PNG);
  await picker(page).focus();
  const chooser = page.waitForEvent("filechooser");
  await page.keyboard.press("Enter");
  await (await chooser).setFiles(path);
  await expect(kept(page, "Receipt.png")).toBeVisible();
  await page.keyboard.press("Shift+Tab");
  await expect(button(page, "Remove Receipt.png")).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(kept(page, "Receipt.png")).toHaveCount(0);
  await expect(picker(page)).toBeFocused();

  const dropped = await page.evaluateHandle(
    (bytes) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([new Uint8Array(bytes)], "Dropped.png", { type: "image/png" }));
      return transfer;
    },
    [...PNG],
  );
  await picker(page).dispatchEvent("drop", { dataTransfer: dropped });
  await expect(kept(page, "Dropped.png")).toBeVisible();

  await button(page, "Add").click();
  await page.getByLabel("Paper").setInputFiles({ ...picture, name: "Ticket.png" });
  await expect(kept(page, "Ticket.png")).toBeVisible();
  await page.getByLabel("Original").check();
  await button(page, "Approve").click();
  await expect(page.getByRole("heading", { name: /Approve/ })).toBeVisible();
  await expect(kept(page, "Ticket.png")).toBeVisible();
});

for (const colorScheme of ["light", "dark"] as const) {
  test(`on a phone, ${colorScheme}, everything fits and can be pressed`, async ({ browser }) => {
    const phone = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true, colorScheme };
    const { page } = await openClaim(browser, phone);
    const longName = `${"A very long name of a receipt from a trip ".repeat(3)}.png`;
    await button(page, "Comment and decide").click();
    await expect(picker(page)).toBeFocused();
    await picker(page).setInputFiles({ ...picture, name: longName });
    await expect(kept(page, "A very long name")).toBeVisible();
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    expect(wide).toBe(0);
    await expectAccessible(page, "a form with a file on a phone");
  });
}
