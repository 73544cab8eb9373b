import { expect, type Page, test } from "@playwright/test";
import {
  answerAsDana,
  answers,
  browserOf,
  button,
  expectAccessible,
  openReview,
  readRun,
  signInAs,
  startRun,
  unique,
} from "./support";

// What fades in has no contrast yet.
test.use({ contextOptions: { reducedMotion: "reduce" } });

const dialog = (page: Page) => page.getByRole("dialog");
/** Before its code has loaded, a page shows its buttons but does not answer. */
const openDialog = (page: Page, name: string | RegExp) =>
  answers(async () => {
    if (!(await dialog(page).isVisible())) await page.getByRole("button", { name }).first().click({ timeout: 2_000 });
    await expect(dialog(page)).toBeVisible({ timeout: 1_000 });
  });
const graph = (page: Page) => page.getByRole("complementary", { name: "Workflow" });
const here = (page: Page) => graph(page).locator("[aria-current=step]");

async function openVisit(page: Page, seq: number): Promise<void> {
  const details = page.locator(`#visit-${seq} details`);
  await details.locator("summary").click();
  await expect(details).toHaveAttribute("open", "");
}

test("the graph lights the step the run is at, counts visits and leads to their details", async ({ page }) => {
  const run = await startRun("approval", { invoice: unique("Invoice") });
  const again = await answerAsDana(openReview(run), "again");
  await signInAs(page, "Ana", `/runs/${run.id}`);
  await expect(here(page)).toContainText("Approval, person, waiting now, visited 2 times");
  await expect(here(page).getByRole("listitem")).toHaveText([
    "Add it up again, leads to Adding up",
    "Reject, leads to Rejected",
    "Approve, leads to Payment",
    "At the deadline, leads to Telling the manager",
  ]);
  await expect(graph(page).getByRole("listitem").filter({ hasText: "Paid" })).toContainText("not visited");
  await answers(async () => {
    await graph(page)
      .getByRole("link", { name: /Adding up/ })
      .click();
    await expect(page.locator("#visit-3 details")).toHaveAttribute("open", "", { timeout: 1_000 });
  });
  await expect(page.locator("#visit-3 summary")).toBeFocused();
  await expect(page.locator("#visit-3").getByRole("group", { name: "Output" })).toContainText('"round": 2');

  await answerAsDana(openReview(again), "approve", {}, 0);
  await expect(here(page)).toContainText("Payment, signal, waiting now");
});

test("a run is canceled once, with a reason, after a question", async ({ page }) => {
  const run = await startRun("approval", { invoice: unique("Invoice") });
  await signInAs(page, "Ana", `/runs/${run.id}`);
  await openDialog(page, "Cancel the run");
  await expect(dialog(page)).toContainText("Its open questions are withdrawn");
  await expectAccessible(page, "the question before canceling");
  await button(page, "Let it go on").click();
  await expect(dialog(page)).toBeHidden();
  expect((await readRun(run.id)).status).toBe("waiting");

  await openDialog(page, "Cancel the run");
  await page.getByLabel("Reason").fill("Paid twice");
  await button(page, "Cancel the run").dblclick();
  await expect(page.getByText(/It was canceled.*Canceled by Ana just now.*Reason: “Paid twice”/)).toBeVisible();
  await expect(page.getByRole("button", { name: "Cancel the run" })).toHaveCount(0);
  await page.getByRole("tab", { name: /Events/ }).click();
  const canceled = page.getByRole("tabpanel").getByRole("listitem").filter({ hasText: "Canceled" });
  await expect(canceled).toHaveCount(1);
  await expect(canceled).toContainText("Ana");
  await canceled.locator("summary").click();
  await expect(canceled).toContainText("Paid twice");
});

test("what happened elsewhere meanwhile is said in a sentence, and nothing is changed", async ({ page }) => {
  const run = await startRun("approval", { invoice: unique("Invoice") });
  await signInAs(page, "Dana", `/runs/${run.id}`);
  await openVisit(page, 1);
  await openDialog(page, "Rewind to here");
  await answerAsDana(openReview(run), "reject");
  await button(page, "Rewind").click();
  await expect(page.getByRole("alert").filter({ hasText: "run is completed" })).toContainText("Nothing was changed");
});

test("a failed run is tried again", async ({ page }) => {
  const run = await startRun("printer", { page: unique("Page") });
  expect(run.status).toBe("failed");
  await signInAs(page, "Ana", `/runs/${run.id}`);
  await expect(here(page)).toContainText("Printing, value, failed");
  await expect(page.getByText("The printer is out of paper.").first()).toBeVisible();
  await expectAccessible(page, "a failed run");
  await answers(async () => {
    const again = button(page, "Try again");
    if (await again.isVisible()) await again.click({ timeout: 1_000 });
    await expect(page.getByText("It is done.")).toBeVisible({ timeout: 2_000 });
  });
  await expect(graph(page).getByRole("listitem").filter({ hasText: "Printing" })).toContainText("visited 2 times");
});

test("a run is rewound to an earlier visit: its question is withdrawn and asked again", async ({ page }) => {
  const run = await startRun("approval", { invoice: unique("Invoice") });
  const signal = await answerAsDana(openReview(run), "approve", {}, 0);
  expect(signal.step?.name).toBe("paid");
  await signInAs(page, "Dana", `/runs/${run.id}`);
  await openVisit(page, 2);
  await openDialog(page, "Rewind to here");
  await expect(dialog(page)).toContainText("Rewind to visit 1 of “Approval”?");
  await button(page, "Rewind").click();
  await expect(dialog(page)).toBeHidden();
  await expect(here(page)).toContainText("Approval, person, waiting now, visited 2 times");
  await expect(page.getByRole("link", { name: "Open the review" })).toBeVisible();
});

test("a fork begins with edited data and says where it comes from", async ({ page }) => {
  const run = await startRun("approval", { invoice: unique("Invoice") });
  await signInAs(page, "Dana", `/runs/${run.id}`);
  await openVisit(page, 2);
  await openDialog(page, "Fork from here");
  const data = page.getByRole("textbox", { name: "Outputs it begins with, by step" });
  await expect(data).toHaveValue(/"round": 1/);
  await expect(dialog(page)).toContainText("There are: sum.");
  await data.fill("{ sum: 1 }");
  await expect(dialog(page)).toContainText("This is not JSON yet.");
  await expect(button(page, "Start the new run")).toBeDisabled();
  await expectAccessible(page, "a fork with data that is not JSON");
  await data.fill("{}");
  await expect(dialog(page)).toContainText("An output can be changed, not removed: sum.");
  await data.fill('{ "sum": { "round": 41 } }');
  await button(page, "Start the new run").dblclick();
  await page.waitForURL((url) => !url.pathname.endsWith(run.id));
  const fork = await readRun(new URL(page.url()).pathname.split("/").at(-1) ?? "");
  expect(fork.forkedFrom).toEqual({ runId: run.id, seq: 2, replaced: ["sum"] });
  await expect(page.getByText("with another output of sum")).toBeVisible();
  expect((await readRun(run.id)).status).toBe("waiting");
  const origin = page.getByRole("link", { name: "visit 2 of another run" });
  await expect(origin).toBeVisible();
  await origin.click();
  await expect(page).toHaveURL(new RegExp(`${run.id}#visit-2`));
});

test("a signal is sent from the page, with the name the workflow waits for", async ({ page }) => {
  const run = await startRun("approval", { invoice: unique("Invoice") });
  await answerAsDana(openReview(run), "approve", {}, 0);
  await signInAs(page, "Ana", `/runs/${run.id}`);
  await expect(page.getByText("It waits for the signal “payment”.")).toBeVisible();
  await openDialog(page, "Send a signal");
  await expect(page.getByRole("combobox", { name: "Name" })).toHaveValue("payment");
  await page.getByLabel("Data (JSON)").fill("five euros");
  await button(page, "Send the signal").click();
  await expect(dialog(page)).toContainText("This is not JSON.");
  await expectAccessible(page, "a signal that is not JSON");
  await page.getByLabel("Data (JSON)").fill('{ "euros": 5 }');
  await button(page, "Send the signal").click();
  await expect(page.getByText("It is done.")).toBeVisible();
  expect((await readRun(run.id)).output).toEqual({ title: "Paid", payment: { euros: 5 } });
});

test("authors change when a review is due; reviewers only see it", async ({ page, browser }) => {
  const run = await startRun("approval", { invoice: unique("Invoice") });
  const review = openReview(run);
  await signInAs(page, "Ana", `/reviews/${review.id}`);
  await expect(page.getByText(/Due in 2 days|Due in 3 days/)).toBeVisible();
  await openDialog(page, /Change when/);
  await expectAccessible(page, "changing a due date");
  await page.getByLabel("Due", { exact: true }).fill("2020-01-01T12:00");
  await button(page, "Change it").click();
  await expect(dialog(page)).toContainText("Choose a time in the future.");
  await page.getByLabel("Due", { exact: true }).fill("2099-01-01T12:00");
  await button(page, "Change it").click();
  await expect(dialog(page)).toBeHidden();
  await expect(page.getByText(/Due in \d\d years/)).toBeVisible();
  expect((await readRun(run.id)).reviews[0]?.dueAt).toContain("2099-01-01");

  await page.goto(`/runs/${run.id}`);
  await openDialog(page, /Change when/);
  await page.getByLabel("No due date").check();
  await button(page, "Change it").click();
  await expect(page.getByText("No due date ·")).toBeVisible();
  await page.getByRole("tab", { name: /Events/ }).click();
  await expect(page.getByText("Due date changed").first()).toBeVisible();

  const ben = await (await browser.newContext({ baseURL: test.info().project.use.baseURL })).newPage();
  await signInAs(ben, "Ben", `/runs/${run.id}`);
  await expect(ben.getByRole("link", { name: "Open the review" })).toBeVisible();
  await expect(ben.getByRole("button", { name: /Change when/ })).toHaveCount(0);
});

test("T2: whoever may not do something to a run is offered no button for it, and is told why where it is too late", async ({
  page,
  browser,
}) => {
  const run = await startRun("approval", { invoice: unique("Invoice") });
  const cleo = await browserOf(browser, "Cleo");
  await cleo.goto(`/runs/${run.id}`);
  await openVisit(cleo, 2);
  await expect(cleo.getByRole("button", { name: /Cancel the run|Rewind|Fork|Send a signal/ })).toHaveCount(0);
  await signInAs(page, "Ana", `/runs/${run.id}`);
  await openVisit(page, 1);
  await openDialog(page, "Rewind to here");
  await answerAsDana(openReview(run), "again");
  await button(page, "Rewind").click();
  await expect(page.getByRole("alert")).toContainText("Others have decided since then, so only an admin may rewind");
});
