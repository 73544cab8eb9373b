import { randomUUID } from "node:crypto";
import AxeBuilder from "@axe-core/playwright";
import { type Browser, type BrowserContextOptions, expect, type Page, test } from "@playwright/test";
import type { FormValues } from "@/lib/forms/spec";
import type { ReviewView, RunView } from "@/lib/views/views";
import { E2E_TOKEN } from "../support/e2e-setup";

/** Where the product of this test run is. */
const productUrl = () => test.info().project.use.baseURL ?? "";

/** Signs in with one click, on the page that `page` is led to. */
export async function signInAs(page: Page, name: string, path = "/"): Promise<void> {
  await page.goto(path);
  await continueAs(page, name);
}

/** Presses a person's button on the sign-in page that is shown. */
export async function continueAs(page: Page, name: string): Promise<void> {
  const person = page.getByRole("button", { name: `Continue as ${name}` });
  await expect(person).toBeVisible();
  await answers(async () => {
    if (new URL(page.url()).pathname === "/sign-in") await person.click({ timeout: 1_000 }).catch(() => {});
    await page.waitForURL((url) => url.pathname !== "/sign-in", { timeout: 3_000 });
  });
}

export async function openAccountMenu(page: Page, name: string): Promise<void> {
  await answers(async () => {
    if (!(await page.getByRole("menu").isVisible()))
      await page.getByRole("button", { name: `Account of ${name}` }).click();
    await expect(page.getByRole("menu")).toBeVisible({ timeout: 1_000 });
  });
}

/** Does something until it works: before its code has loaded, a page shows its buttons but does not answer. */
export const answers = (attempt: () => Promise<void>) => expect(attempt).toPass();

/** A browser of its own for one person, signed in. */
export async function browserOf(browser: Browser, name: string, options: BrowserContextOptions = {}): Promise<Page> {
  const context = await browser.newContext({ baseURL: productUrl(), ...options });
  const page = await context.newPage();
  await signInAs(page, name);
  return page;
}

/** Opens a page and waits until its form answers to the keyboard. */
export async function openForm(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await formReady(page);
}

export const formReady = (page: Page) => expect(page.locator("form[data-ready=true]")).toBeAttached();

export const comment = (page: Page) => page.getByRole("textbox", { name: "Comment" });
export const button = (page: Page, name: string) => page.getByRole("button", { name, exact: true });
/** Goes on to the next draft of the work whose review was just answered. */
export async function readDraft(page: Page, revision: number): Promise<void> {
  await page.getByRole("link", { name: `Read draft ${revision}` }).click();
  await formReady(page);
}

export const statusLine = (page: Page) => page.getByTestId("status-line");

async function call<T>(method: string, path: string, body?: unknown, waitSeconds = 30): Promise<T> {
  const response = await fetch(`${productUrl()}/api/v1${path}`, {
    method,
    headers: {
      Authorization: `Bearer ${E2E_TOKEN}`,
      "Content-Type": "application/json",
      Prefer: `wait=${waitSeconds}`,
    },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
  return (await response.json()) as T;
}

/** A title that no other test, and no repeat of this one, gives to anything. */
export const unique = (title: string) => `${title} ${randomUUID().slice(0, 8)}`;

/** The whole inbox, however much other tests have left in it. */
export const wholeInbox = "/inbox?pages=20";

/** A story that waits for its first review, started by Dana over REST. */
export const startStory = (prompt: string) => startRun("write-story", { prompt, words: 80 });

/** Any workflow, as far as it goes by itself. */
export const startRun = (workflow: string, input: FormValues) => call<RunView>("POST", "/runs", { workflow, input });

export const readRun = (id: string) => call<RunView>("GET", `/runs/${id}`);

export function openReview(run: RunView): ReviewView {
  const [open] = run.reviews;
  if (!open) throw new Error(`Nothing waits in a run that is ${run.status}.`);
  return open;
}

/** Dana answers, as another program or another window would. */
export const answerAsDana = (review: ReviewView, action: string, values: FormValues = {}, waitSeconds = 30) =>
  call<RunView>(
    "POST",
    `/reviews/${review.id}/decision`,
    { action, values, draftRevision: review.draft?.revision },
    waitSeconds,
  );

/** Base UI's: empty, and they hand the focus on the moment they get it. */
const focusGuards = "[data-base-ui-focus-guard]";

/** No violation of any rule, also of those that are only good practice. */
export async function expectAccessible(page: Page, what: string): Promise<void> {
  await test.step(`${what} is accessible`, async () => {
    // A title may come a moment after the page it belongs to.
    await expect(page).toHaveTitle(/\S/);
    const { violations } = await new AxeBuilder({ page }).exclude(focusGuards).analyze();
    const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join("\n  ")}`);
    expect(found, what).toEqual([]);
  });
}
