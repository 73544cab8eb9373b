import { chromium } from "@playwright/test";
const url = process.env.SHOT_URL as string; const token = process.env.SHOT_TOKEN as string;
const api = async (path: string, body?: unknown, as = token) => { const r = await fetch(url + "/api/v1" + path, { method: body ? "POST" : "GET", headers: { Authorization: `Bearer ${as}`, "Content-Type": "application/json", Prefer: "wait=20" }, body: body ? JSON.stringify(body) : undefined }); return { status: r.status, body: await r.json() as any }; };
const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"] });
async function as(name: string, opt: any) { const c = await browser.newContext({ baseURL: url, reducedMotion: "reduce", ...opt }); const p = await c.newPage(); await p.goto("/sign-in"); if (name) { await p.getByRole("button", { name: `Continue as ${name}` }).click(); await p.waitForURL((u) => u.pathname !== "/sign-in"); } return p; }
const wide = { viewport: { width: 1280, height: 900 } }, phone = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true };
const looks: [string, any][] = [["wide-light", { ...wide, colorScheme: "light" }], ["wide-dark", { ...wide, colorScheme: "dark" }], ["phone-light", { ...phone, colorScheme: "light" }], ["phone-dark", { ...phone, colorScheme: "dark" }]];
// data
const expense = (await api("/runs", { workflow: "expense-approval", input: { what: "A lathe", amount: 2400, purpose: "Equipment", payment: "booked" } })).body;
const open = async (root: string, key?: string) => { for (let i = 0; i < 60; i++) { const f = (await api("/reviews?status=open&limit=200")).body.data.find((v: any) => v.rootRunId === root && (!key || v.key === key)); if (f) return f; await new Promise((r) => setTimeout(r, 300)); } throw new Error("no review of " + root); };
const approve = await open(expense.id);
const story = (await api("/runs", { workflow: "write-story", input: { prompt: "A lighthouse keeper who repairs clocks" } })).body;
const keys = process.env.SHOT_FORK ? 1 : 0;
const fork = (await api(`/runs/${story.id}/fork`, { seq: 1 })).body;
const triage = (await api("/runs", { workflow: "support-triage", input: { subject: "Nothing works", message: "I want my money back, or I call my lawyer.", customer: "Ada" } })).body;
console.log(JSON.stringify({ expense: expense.id, approve: approve.id, story: story.id, fork: fork.id, triage: triage.id ?? triage }));
const pages: [string, string, string][] = [
  ["signin", "", "/sign-in"], ["review-excluded", "Dana", `/reviews/${approve.id}`], ["inbox-cleo", "Cleo", "/inbox"], ["run-cleo", "Cleo", `/runs/${story.id}`], ["run-dana", "Dana", `/runs/${story.id}`], ["fork-dana", "Dana", `/runs/${fork.id}`], ["review-cleo", "Cleo", `/reviews/${approve.id}`],
];
for (const [look, opt] of looks) for (const [name, person, path] of pages) { const p = await as(person, opt); await p.goto(path); await p.waitForTimeout(800); await p.screenshot({ path: `/tmp/lead/${name}-${look}.png`, fullPage: false }); await p.context().close(); }
await browser.close();
