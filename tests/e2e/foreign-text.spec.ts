import { expect, test } from "@playwright/test";
import { hostileTexts } from "../support/hostile-markdown";
import { answerAsDana, button, formReady, openReview, signInAs, startRun, unique } from "./support";

const letter = (first: string, second?: string) =>
  startRun("letter", { title: unique("A letter"), first, ...(second === undefined ? {} : { second }) });

/** As many as are left when nothing but what is read is counted. */
const letters = (text: string) => text.replaceAll(/[\s\p{DI}]/gu, "").length;

const draft = "section[aria-label=Draft]";

/** Those that stopped a server; all others are read in tests without a browser. */
const worst = [
  "a table of 1,200 columns and 1,600 rows",
  "3,000 quote marks",
  "3,000 list marks",
  "10 kB of open emphasis",
];
const others = ["10 kB of open links", "every second character hidden", "more than one page can hold"];

for (const name of [...worst, ...others]) {
  const text = hostileTexts[name] ?? "";
  test(`T10: a review of ${name} opens and can be answered`, async ({ page }) => {
    expect(text).not.toBe("");
    const review = openReview(await letter(text));
    await signInAs(page, "Ben");
    const response = await page.goto(`/reviews/${review.id}`);
    expect(response?.status()).toBe(200);
    await formReady(page);
    const shown = (await page.locator(draft).textContent()) ?? "";
    if (shown.includes("This is shown as plain text")) expect(letters(shown)).toBeGreaterThan(letters(text));
    await button(page, "Accept").click();
    await expect(page.getByRole("heading", { name: "Accepted" })).toBeVisible();
  });
}

test("T11, T12: in a draft nothing hides, and a link says where it leads", async ({ page }) => {
  const text = "Pay [https://bank.example/?x=evil.co](https://evil.co/login) now\u{E0101}\u{E0102}.";
  const review = openReview(await letter(text));
  await signInAs(page, "Ben", `/reviews/${review.id}`);
  await expect(page.locator(draft)).toContainText("https://bank.example/?x=evil.co (evil.co) nowU+E0101 +1.");
});

test("D1: in Changes the old and the new address of a link can be read", async ({ page }) => {
  const before = "Pay at [our shop](https://shop.example.com/pay), see ![a cat](https://a.example/cat.png).";
  const run = await letter(
    before,
    before.replace("shop.example.com", "shop.evil.example.net").replace("cat.png", "dog.png"),
  );
  const updated = await answerAsDana(openReview(run), "update", { comment: "Again." });
  await signInAs(page, "Ben", `/reviews/${openReview(updated).id}`);
  await page.getByRole("radio", { name: "Changes" }).click();
  const changes = page.locator(draft);
  await expect(changes.locator("del")).toHaveText([
    "(https://shop.example.com/pay)",
    "[Image: a cat (https://a.example/cat.png)]",
  ]);
  await expect(changes.locator("ins")).toHaveText([
    "(https://shop.evil.example.net/pay)",
    "[Image: a cat (https://a.example/dog.png)]",
  ]);
});

test("D1: two long drafts with nothing in its place can be compared", async ({ page }) => {
  const sentences = Array.from(
    { length: 900 },
    (_, at) => `Sentence ${at} tells of the ${at % 7} keepers and the clock ${at * 7}.`,
  );
  const run = await letter(sentences.join(" "), sentences.toReversed().join(" "));
  const updated = await answerAsDana(openReview(run), "update", { comment: "Turn it round." });
  await signInAs(page, "Ben", `/reviews/${openReview(updated).id}`);
  await page.getByRole("radio", { name: "Changes" }).click();
  await expect(page.locator(draft).locator("ins").first()).toBeVisible();
  await expect(button(page, "Accept")).toBeEnabled();
});
