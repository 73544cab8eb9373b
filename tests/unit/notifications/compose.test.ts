import { describe, expect, test } from "vitest";
import { composeMail } from "@/lib/notifications/compose";
import { shownHtml } from "@/lib/notifications/html";
import { markdownHtml } from "@/lib/notifications/markdown-html";
import { opening } from "@/lib/notifications/opening";
import type { AskedReview, MailMatter } from "@/lib/notifications/ports";
import { hostileTexts } from "../../support/hostile-markdown";

const place = { publicUrl: "https://holdpoint.example", workflowTitle: (name: string) => `Title of ${name}` };

const review = (more: Partial<AskedReview> = {}): AskedReview => ({
  id: "r1",
  rootRunId: "run",
  workflow: "write-story",
  title: "The lighthouse clock",
  description: "",
  assignee: null,
  askedBy: { kind: "person", id: "ana", name: "Ana" },
  dueAt: null,
  draft: null,
  ...more,
});

const matter = (reviews: AskedReview[], count = reviews.length): MailMatter => ({
  to: { name: "Ben", email: "ben@example.com", role: "reviewer" },
  reviews,
  count,
});

function compose(more: Partial<AskedReview>) {
  const content = composeMail("review", matter([review(more)]), place);
  if (!content) throw new Error("No mail.");
  return content;
}

const draft = (content: string) => ({
  revision: 3,
  content,
  by: { kind: "assistant", id: "writer", name: "writer" } as const,
});

const linksOf = (html: string) => [...html.matchAll(/href="([^"]*)"/g)].map(([, href]) => href);

describe("a mail about a review", () => {
  test("says who asks, for what, until when, and shows how the draft begins as the model's", () => {
    const dueAt = new Date("2026-11-27T14:00:00Z");
    const { html, text } = compose({
      dueAt,
      description: "Please judge.",
      draft: draft("# Dawn\n\nThe *clock* stood."),
    });
    for (const body of [html, text]) {
      expect(body).toContain("Asked by Ana · Title of write-story · due Friday, 27 November 2026");
      expect(body).toContain("Please judge.");
      expect(body).toContain("Draft 3, written by a model (writer)");
    }
    expect(html).toMatch(/<h1[^>]*>Dawn<\/h1>/);
    expect(html).toMatch(/The <em[^>]*>clock<\/em> stood\./);
    expect(text).toContain("# Dawn\n\nThe *clock* stood.");
  });

  test.each([
    ["<script>alert(1)</script>", "script"],
    ['<a href="https://evil.example">Read and answer</a>', "a link in HTML"],
    ["[Read and answer](https://evil.example/accept)", "a link"],
    ["[Accept](javascript:alert(1))", "a script in a link"],
    ["![pixel](https://evil.example/pixel.png)", "a picture"],
    ['<img src="https://evil.example/pixel.png">', "a picture in HTML"],
    ['x<style>.button a { display: none }</style><form action="https://evil.example"><input></form>', "a form"],
    ["<https://evil.example/auto> and https://evil.example/bare", "a bare address"],
  ])("keeps %s as text (%s)", (hostile) => {
    const { html } = compose({ title: hostile, description: hostile, draft: draft(`${hostile}\n\n> ${hostile}`) });
    expect(new Set(linksOf(html))).toEqual(
      new Set(["https://holdpoint.example/reviews/r1", "https://holdpoint.example/account"]),
    );
    expect(html).not.toMatch(/<(script|img|form|input|iframe|object)\b/i);
    expect(html.match(/<style>/g)).toHaveLength(1);
    expect(html).not.toMatch(/\son\w+=/);
  });

  test("loads nothing from anywhere", () => {
    const { html } = compose({ draft: draft("![a](https://evil.example/a.png) ![](//evil.example/b.png)") });
    expect(html).not.toMatch(/\ssrc=|url\(|@import|background=/i);
    expect(html).toContain("[Image: a (https://evil.example/a.png)]");
  });

  test("says where a link of the draft would lead", () => {
    const { html } = compose({ draft: draft("[our bank](https://evil.example/bank)") });
    expect(html).toContain("our bank (https://evil.example/bank)");
  });

  test("shows characters that hide or turn around what is read, also in the subject", () => {
    const { html, text, subject } = compose({ title: "Pay \u202E001\n\r 1", draft: draft("zero\u200Bwidth") });
    expect(html).toMatch(/>U\+202E<\/span>001\s+1/);
    expect(html).toContain("zero<span");
    expect(text).toContain("zero[U+200B]width");
    expect(subject).toBe("Waits for you: Pay [U+202E]001 1");
  });

  test("has no mail for what nobody is asked any more", () => {
    expect(composeMail("review", matter([]), place)).toBeNull();
    expect(composeMail("digest", matter([]), place)).toBeNull();
  });
});

describe("a digest", () => {
  test("names what waits and how much more there is", () => {
    const many = Array.from({ length: 10 }, (_, n) => review({ id: `r${n}`, title: `Letter <${n}>` }));
    const content = composeMail("digest", matter(many, 53), place);
    expect(content?.subject).toBe("53 things wait for you");
    expect(content?.link).toBe("https://holdpoint.example/inbox");
    for (const body of [content?.html, content?.text]) {
      expect(body).toContain("https://holdpoint.example/reviews/r9");
      expect(body).toContain("and 43 more");
    }
    expect(content?.html).toContain("Letter &lt;9&gt;");
  });

  test("of one thing is a mail about that thing", () => {
    expect(composeMail("digest", matter([review()]), place)?.subject).toBe("Waits for you: The lighthouse clock");
  });
});

describe("the opening of a draft", () => {
  test("is cut between paragraphs, else between words, and never grows", () => {
    const paragraph = "word ".repeat(60).trim();
    expect(opening("short")).toEqual({ text: "short", cut: false });
    expect(opening([paragraph, paragraph, paragraph].join("\n\n"))).toEqual({
      text: `${paragraph}\n\n${paragraph}`,
      cut: true,
    });
    const long = opening("word ".repeat(1_000));
    expect(long.text).toMatch(/^(word )+…$/);
    expect(long.text.length).toBeLessThanOrEqual(802);
    expect(opening("x".repeat(5_000)).text.length).toBeLessThanOrEqual(802);
  });
});

describe("hostile text in a mail", () => {
  test.each(Object.entries(hostileTexts))("T10: %s", (_, text) => {
    const { html } = compose({ draft: draft(text) });
    expect(html.length).toBeLessThan(100_000);
    expect(html).toContain("Read and answer");
    const whole = markdownHtml(text);
    expect(whole.length).toBeLessThan(12 * text.length + 300_000);
    if (whole.includes("shown as plain text, in full")) {
      expect(whole).toContain(shownHtml(text));
    }
  });

  test("T11: no character hides in titles, descriptions, names or drafts", () => {
    const hidden = "a\uFE00\uFE01b\u180Ec\u2800d";
    const { html, text, subject } = compose({
      title: hidden,
      description: hidden,
      askedBy: { kind: "person", id: "ana", name: hidden },
      draft: { ...draft(hidden), by: { kind: "assistant", id: "w", name: hidden } },
    });
    for (const body of [html, text, subject]) expect(body).not.toMatch(/[\uFE00\uFE01\u180E\u2800]/);
    expect(subject).toContain("a[U+FE00 +1]b[U+180E]c[U+2800]d");
    expect(html).toContain(">U+FE00 +1</span>");
  });

  test("T12: the address that something would lead to is said, and nothing leads there", () => {
    const { html } = compose({
      draft: draft(
        "[https://bank.example/?x=evil.co](https://evil.co/login) https://bank.example@evil.co/ ![x](https://evil.co/x.png)",
      ),
    });
    expect(html).toContain("https://bank.example/?x=evil.co (https://evil.co/login)");
    expect(html).toContain("https://bank.example@evil.co/ (evil.co (https://bank.example@evil.co/))");
    expect(linksOf(html).every((href) => href?.startsWith("https://holdpoint.example/"))).toBe(true);
  });
});
