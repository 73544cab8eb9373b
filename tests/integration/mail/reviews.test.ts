import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from "vitest";
import { textarea, workflow } from "@/lib/workflow";
import { startHoldpoint, type TestHoldpoint } from "../../support/holdpoint";
import { type MailServer, startMailServer } from "../../support/mail-server";
import { createTestDatabase, type TestDatabase, withClient } from "../../support/postgres";

const DAY = 86_400_000;
const BEN = "01999999-0000-7000-8000-00000000000b";
const TEAM = "01999999-0000-7000-8000-0000000000cc";

const letter = workflow("letter", {
  title: "A letter",
  input: { text: textarea({ label: "Text", required: true }), to: textarea({ label: "To" }) },
})
  .form("review", {
    reviewTitle: ({ input }) => input.text,
    description: "Please read it.",
    assignee: ({ input }) => {
      if (input.to === "ben") return { kind: "person", id: BEN };
      if (input.to === "team") return { kind: "team", id: TEAM };
      return input.to === "admins" ? { kind: "role", id: "admin" } : null;
    },
    fields: { comment: textarea({ label: "Comment" }) },
    actions: { accept: { label: "Accept" } },
    deadline: { afterMs: 4 * DAY, action: "accept" },
  })
  .end("done", { output: () => null })
  .build();

let server: MailServer;
let database: TestDatabase;
let running: TestHoldpoint[];
let log: string[];

beforeAll(async () => {
  server = await startMailServer();
});
beforeEach(async () => {
  database = await createTestDatabase();
  running = [];
  log = [];
  server.received.length = 0;
});
afterEach(async () => {
  await Promise.all(running.map((one) => one.stop()));
  await database.drop();
});
afterAll(() => server.close());

async function start(env: Record<string, string> = {}): Promise<TestHoldpoint> {
  const holdpoint = await startHoldpoint({
    databaseUrl: database.url,
    workflows: [letter],
    log: (line) => void log.push(line),
    env: {
      HOLDPOINT_SMTP_URL: server.url,
      HOLDPOINT_MAIL_FROM: "Holdpoint <holdpoint@example.com>",
      // The demo's people do for these tests.
      HOLDPOINT_MAIL_SIGN_IN: "false",
      HOLDPOINT_MAIL_DELAY_SECONDS: "0",
      HOLDPOINT_URL: "https://holdpoint.example",
      HOLDPOINT_SWEEP_SECONDS: "0.05",
      ...env,
    },
  });
  running.push(holdpoint);
  await onlyBenReviews();
  return holdpoint;
}

const sql = (text: string, values: unknown[] = []) => withClient(database.url, (db) => db.query(text, values));
/** The demo's other reviewers would be asked too, and get their mails. */
const onlyBenReviews = () =>
  sql("delete from memberships m using users u where u.id = m.user_id and m.role = 'reviewer' and u.name <> 'Ben'");
/** Dana sees every review. */
const send = ({ operations, dana }: TestHoldpoint, text: string, to = "") =>
  operations.startRun(dana, { workflow: "letter", input: { text, to } });
const about = (text: string) => (mail: { subject: string }) => mail.subject.includes(text);

it("whoever a review is assigned to gets a mail that leads to it", async () => {
  const holdpoint = await start();
  const [review] = (await send(holdpoint, "For **Ben** alone", "ben")).reviews;
  const mail = await server.mail(about("For **Ben** alone"));
  const link = `https://holdpoint.example/reviews/${review?.id}`;
  expect(mail).toMatchObject({ to: "ben@example.com", subject: "Waits for you: For **Ben** alone" });
  expect(mail.html).toContain(`href="${link}"`);
  expect(mail.text).toContain(`Read and answer: ${link}`);
  for (const body of [mail.html, mail.text]) {
    for (const part of ["Asked by Dana", "A letter", "due ", "Please read it.", "assigned to you"]) {
      expect(body).toContain(part);
    }
  }
  expect(mail.headers).toMatch(/^Auto-Submitted: auto-generated$/m);
});

it("a team, a role, and where nobody is named the reviewers; nobody twice and nobody else", async () => {
  const holdpoint = await start();
  await sql(`insert into teams (id, workspace_id, name) values ($1, $2, 'Desk')`, [TEAM, holdpoint.ana.workspaceId]);
  await sql(`insert into team_members (team_id, user_id) values ($1, $2)`, [TEAM, holdpoint.ana.userId]);
  for (const to of ["team", "admins", ""]) await send(holdpoint, `To ${to || "anybody"}.`, to);
  await Promise.all(["To team.", "To admins.", "To anybody."].map((text) => server.mail(about(text))));
  const { rows } = await sql("select status from deliveries where status <> 'sent'");
  const sent = server.received.map(({ to, subject }) => `${subject.slice(15)} ${to}`).sort();
  expect(sent).toEqual(["To admins. dana@example.com", "To anybody. ben@example.com", "To team. ana@example.com"]);
  expect(rows.length).toBeLessThanOrEqual(3);
});

it("what is answered soon is worth no mail", async () => {
  const holdpoint = await start({ HOLDPOINT_MAIL_DELAY_SECONDS: "3600" });
  const [review] = (await send(holdpoint, "Answered at once")).reviews;
  const waiting = "select count(*)::int as due from reviews where notify_at is not null";
  expect((await sql(waiting)).rows).toEqual([{ due: 1 }]);
  await holdpoint.operations.decideReview(holdpoint.ben, review?.id ?? "", { action: "accept", values: {} });
  expect((await sql(waiting)).rows).toEqual([{ due: 0 }]);
  expect((await sql("select from deliveries")).rowCount).toBe(0);
});

it("a server that takes a mail and cuts the line gets it again under the same id; one that refuses it does not", async () => {
  const holdpoint = await start();
  server.behave("drop", "refuse");
  await send(holdpoint, "Dropped", "ben");
  const again = await server.mail(({ subject, acknowledged }) => subject.includes("Dropped") && !acknowledged);
  expect(again.messageId).toMatch(/^<[0-9a-f-]{36}@holdpoint\.example>$/);
  await server.mail(({ subject }) => subject.includes("Dropped") && server.received.length === 2);
  await send(holdpoint, "After it", "ben");
  await server.mail(about("After it"));
  const dropped = server.received.filter(about("Dropped"));
  expect(dropped.map(({ messageId }) => messageId)).toEqual([again.messageId, again.messageId]);
  const failed = await sql("select error from deliveries where status = 'failed'");
  expect(failed.rows).toEqual([{ error: "The mail server said: 550 No such mailbox" }]);
});

it("a wrong password is tried again later, and stands in no log and no row", async () => {
  const wrong = server.url.replace("mail-password-42", "hunter2-of-the-mail");
  const holdpoint = await start({ HOLDPOINT_SMTP_URL: wrong });
  await send(holdpoint, "Nobody lets it in", "ben");
  await expect
    .poll(async () => (await sql("select status, error from deliveries")).rows, { timeout: 10_000 })
    .toEqual([{ status: "sending", error: expect.stringContaining("535") }]);
  const kept = JSON.stringify((await sql("select * from deliveries")).rows) + log.join("\n");
  expect(kept).not.toContain("hunter2");
  expect(kept).not.toContain(Buffer.from("hunter2-of-the-mail").toString("base64"));
});

it("what a process that is gone had not begun to send, another one sends", async () => {
  const first = await start({ HOLDPOINT_MAIL_DELAY_SECONDS: "3600" });
  await send(first, "Left behind", "ben");
  await first.stop();
  running.length = 0;
  await sql("update reviews set notify_at = now()");
  await start();
  await server.mail(about("Left behind"));
  expect(server.received).toHaveLength(1);
});

it("a mail server that hangs does not hold up the stop", async () => {
  const holdpoint = await start({ HOLDPOINT_LEASE_SECONDS: "3600" });
  server.behave("hold");
  await send(holdpoint, "Never answered", "ben");
  await server.mail(about("Never answered"));
  running.length = 0;
  const began = performance.now();
  await holdpoint.stop();
  expect(performance.now() - began).toBeLessThan(10_000);
  expect((await sql("select status from deliveries")).rows).toEqual([{ status: "sending" }]);
});

it("two processes send each mail once", async () => {
  const one = await start({ HOLDPOINT_MAIL_PER_HOUR: "100" });
  await start({ HOLDPOINT_MAIL_PER_HOUR: "100" });
  const texts = Array.from({ length: 30 }, (_, index) => `Letter number ${index}.`);
  await Promise.all(texts.map((text) => send(one, text, "ben")));
  await Promise.all(texts.map((text) => server.mail(about(text))));
  await expect
    .poll(async () => (await sql("select count(*)::int as n from deliveries where status = 'sent'")).rows)
    .toEqual([{ n: 30 }]);
  expect(server.received.map(({ subject }) => subject.slice(15)).sort()).toEqual(texts.sort());
});

it("a person with much to do gets some mails, then one that gathers what still waits", async () => {
  const holdpoint = await start({ HOLDPOINT_MAIL_PER_HOUR: "2" });
  const runs = [];
  for (let n = 1; n <= 15; n++) runs.push(await send(holdpoint, `Letter ${n}.`));
  const answered = runs[14]?.reviews[0]?.id ?? "";
  await holdpoint.operations.decideReview(holdpoint.ben, answered, { action: "accept", values: {} });
  await expect
    .poll(async () => (await sql("select payload->>'kind' as kind, status from deliveries order by kind")).rows)
    .toEqual([
      { kind: "digest", status: "due" },
      { kind: "review", status: "sent" },
      { kind: "review", status: "sent" },
    ]);
  await sql("update deliveries set due_at = now() where payload->>'kind' = 'digest'");
  const digest = await server.mail(about("14 things wait for you"));
  expect(server.received).toHaveLength(3);
  expect(digest.text).toContain("Letter 10.");
  expect(digest.text).not.toContain("Letter 11.");
  expect(digest.text).toContain("and 4 more");
  expect(digest.text).toContain("https://holdpoint.example/inbox");
});

it("nobody is written to who does not want it, or was answered for or removed in the meantime", async () => {
  const holdpoint = await start();
  const mine = "user_id = (select id from users where email = 'ben@example.com')";
  await sql(`update memberships set mail = 'assigned' where ${mine}`);
  await send(holdpoint, "To anybody");
  await send(holdpoint, "To Ben", "ben");
  await server.mail(about("To Ben"));
  await sql(`update memberships set mail = 'none' where ${mine}`);
  await send(holdpoint, "To Ben again", "ben");
  await send(holdpoint, "To Dana", "admins");
  await server.mail(about("To Dana"));
  expect(server.received.map(({ subject }) => subject.slice(15))).toEqual(["To Ben", "To Dana"]);
});

it("a reminder comes a day before the deadline, and moves with it", async () => {
  const holdpoint = await start();
  const [review] = (await send(holdpoint, "Remind me", "ben")).reviews;
  await server.mail(about("Waits for you: Remind me"));
  const due = "select round(extract(epoch from due_at - notify_at) / 3600)::int as hours from reviews";
  await expect.poll(async () => (await sql(due)).rows).toEqual([{ hours: 24 }]);
  const soon = new Date(Date.now() + 5 * 3_600_000);
  await holdpoint.operations.rescheduleReview(holdpoint.dana, review?.id ?? "", soon);
  await sql("update reviews set notify_at = now()");
  expect((await server.mail(about("Due soon: Remind me"))).messageId).not.toBe("");
  expect(server.received).toHaveLength(2);
});
