import { expect, type Page, test } from "@playwright/test";
import { answerAsDana, answers, expectAccessible, readRun, signInAs, startRun, unique } from "./support";

// What fades in has no contrast yet.
test.use({ contextOptions: { reducedMotion: "reduce" } });

async function startArticle(topic: string, sections: number) {
  const { id } = await startRun("article", { topic, sections });
  await expect.poll(async () => (await readRun(id)).reviews.length, { timeout: 30_000 }).toBe(sections);
  return readRun(id);
}

const tabs = (page: Page, title: string) => page.getByRole("navigation", { name: `Branches of ${title}` });

test("branches are tabs under their run, each with its steps, its question and an address of its own", async ({
  page,
}) => {
  const topic = unique("Owls");
  const run = await startArticle(topic, 3);
  const second = run.reviews.find(({ title }) => title === "Section 2");
  await signInAs(page, "Ben", `/runs/${run.id}`);
  await expect(tabs(page, topic).getByRole("link")).toHaveCount(4);
  await expect(tabs(page, topic).getByRole("link", { name: "Section 2" })).toContainText("waits for you");
  await expectAccessible(page, "a run with branches");

  await tabs(page, topic).getByRole("link", { name: "Section 2" }).click();
  await expect(page).toHaveURL(new RegExp(`/runs/${second?.runId}$`));
  await expect(page.getByRole("heading", { level: 1, name: "Section 2" })).toBeVisible();
  await expect(tabs(page, topic).locator("[aria-current=page]")).toContainText("Section 2");
  await expect(page.getByRole("link", { name: "Open the review" })).toHaveAttribute("href", `/reviews/${second?.id}`);
  await expect(page.getByRole("complementary", { name: "Workflow" }).locator("[aria-current=step]")).toContainText(
    "Check",
  );
  await expectAccessible(page, "a branch");

  await page.reload();
  await expect(tabs(page, topic).locator("[aria-current=page]")).toContainText("Section 2");
  if (second) await answerAsDana(second, "ok");
  await expect(page.getByText("It is done.")).toBeVisible();
  await tabs(page, topic).getByRole("link", { name: "The whole run" }).click();
  await expect(tabs(page, topic).getByRole("link", { name: /Section 2/ })).toContainText("Completed");
  await expect(tabs(page, topic).getByRole("link", { name: /Section 3/ })).toContainText("waits for you");
});

test("many branches are a list that can be searched, not a row of tabs", async ({ page }) => {
  const topic = unique("Many owls");
  const run = await startArticle(topic, 14);
  const review = run.reviews.find(({ title }) => title === "Section 12");
  if (review) await answerAsDana(review, "ok");
  await signInAs(page, "Ben", `/runs/${run.id}`);
  await expect(tabs(page, topic).getByRole("link")).toHaveCount(10);
  await answers(async () => {
    await tabs(page, topic).getByRole("link", { name: "All 14 branches" }).click();
    await expect(page.getByRole("tab", { name: /Branches/ })).toHaveAttribute("aria-selected", "true", {
      timeout: 1_000,
    });
  });
  const list = page.getByRole("tabpanel").getByRole("listitem");
  await expect(list).toHaveCount(14);
  await page.getByRole("radio", { name: "Wait for you" }).click();
  await expect(list).toHaveCount(13);
  await expect(page.getByText("13 of 14 branches")).toBeVisible();
  await page.getByRole("radio", { name: "All" }).click();
  await page.getByRole("searchbox", { name: "Filter by name" }).fill("section 12");
  await expect(list).toHaveCount(1);
  await expect(list).toContainText("Completed");
  await expectAccessible(page, "a list of branches");
  await list.getByRole("link").click();
  await expect(tabs(page, topic).locator("[aria-current=page]")).toContainText("Section 12");
});

test("on a phone the graph stays readable and nothing is wider than the screen", async ({ browser }) => {
  const topic = unique("Small owls");
  const run = await startArticle(topic, 10);
  const approval = await startRun("approval", { invoice: unique("Invoice") });
  const context = await browser.newContext({
    baseURL: test.info().project.use.baseURL,
    viewport: { width: 390, height: 844 },
    isMobile: true,
    hasTouch: true,
    reducedMotion: "reduce",
  });
  const page = await context.newPage();
  await signInAs(page, "Ben");
  for (const path of [`/runs/${run.id}`, `/runs/${run.reviews[0]?.runId}`, `/runs/${approval.id}`]) {
    await page.goto(path);
    await expect(page.getByRole("list", { name: "Steps of the workflow" })).toBeVisible();
    const fits = await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth);
    expect(fits, path).toBe(true);
    await expectAccessible(page, path);
  }
  await expect(page.getByText("step 2 of 6: Approval")).toBeVisible();
  await context.close();
});
