import type { ReactNode } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test, vi } from "vitest";
import { BranchText } from "@/components/chat/branch-text";
import { Field } from "@/components/forms/field";
import { Below } from "@/components/forms/field-frame";
import { pendingFile, refusedFile } from "@/components/forms/file-text";
import { RefusalNotice } from "@/components/forms/refusal-notice";
import { useActionForm } from "@/components/forms/use-action-form";
import { BranchTabs } from "@/components/runs/branches/branch-tabs";
import { DueDate } from "@/components/runs/control/due-date";
import { ScheduleRow } from "@/components/schedules/schedule-row";
import { AccountMenu } from "@/components/shell/account-menu";
import { Result } from "@/components/start/result";
import { NowProvider } from "@/components/ui/now";
import type { FieldSpec } from "@/lib/forms/spec";
import { countHidden } from "@/lib/markdown/hidden-characters";
import type { BranchView, ScheduleView } from "@/lib/views/views";

// The text of a branch comes in while the page is open.
vi.mock("@/components/api/live-text", async (original) => ({
  ...(await original<object>()),
  noText: { seq: 1, text: "So far", over: 0 },
}));
vi.mock("next/navigation", () => ({ useRouter: () => ({}) }));

const HIDING = "An\u202Ena\u200B";
const NAMED = "An[U+202E]na[U+200B]";

const me = { name: HIDING, email: "anna@example.com", role: "author" } as const;
const branch = { seq: 1, index: 0, key: HIDING, title: HIDING, runId: "a", status: "running", openReviews: 0 };
const schedule = { id: "s", name: "default", cron: "0 9 * * *", timeZone: "UTC", everyMs: null, enabled: false };
const by = { kind: "person" as const, id: "anna", name: HIDING };
const photo = { id: "01999999-0000-7000-8000-0000000000f1", name: HIDING, type: "image/png", size: 2_000 };

function FileField({ holds }: { holds: string }) {
  const field: FieldSpec = { name: "scan", label: "Scan", type: "file", required: false, default: holds };
  const { form } = useActionForm({ fields: [field] }, "key");
  return <Field field={field} actions={[]} form={form} />;
}

const html = (part: ReactNode) =>
  renderToStaticMarkup(<NowProvider serverNow={Date.parse("2026-01-01T00:00:00Z")}>{part}</NowProvider>);

test.each<[what: string, label: string, part: ReactNode]>([
  [
    "a part of a result",
    NAMED,
    <Result key="1" run={{ output: { [HIDING]: "A long text. ".repeat(10) }, models: [] }} />,
  ],
  [
    "whose account it is",
    `Account of ${NAMED}`,
    <AccountMenu key="1" me={me} people={[]} theme="system" outbox={false} />,
  ],
  ["whose text is being written", NAMED, <BranchText key="1" runId="r" name={HIDING} />],
  [
    "the deadline of a question",
    NAMED,
    <DueDate key="1" review={{ id: "r", title: HIDING, dueAt: null }} mayChange deadline />,
  ],
  [
    "the branches of a run",
    NAMED,
    <BranchTabs
      key="1"
      parent={{ id: "r", title: HIDING, isBranch: false }}
      branches={{ data: [branch as BranchView], nextCursor: null }}
      currentId="r"
    />,
  ],
  ["a file that can be removed", `Remove ${NAMED}`, <FileField key="1" holds={JSON.stringify(photo)} />],
])("the label of %s hides nothing", (_, label, part) => {
  const shown = html(part);
  expect([...shown.matchAll(/aria-label="([^"]*)"/g)].filter(([, said]) => said?.includes(label))).not.toEqual([]);
  expect(countHidden(shown, 1)).toBe(0);
});

test.each<[what: string, part: ReactNode]>([
  ["why a value was refused", <Below key="1" id="f" hint="" error={`${HIDING} is empty.`} />],
  ["a file that is not uploaded", <FileField key="1" holds={pendingFile(HIDING)} />],
  ["a file that may be kept", <FileField key="1" holds={refusedFile("x.png", photo)} />],
  [
    "why an answer was not taken",
    <RefusalNotice key="1" refusal={{ kind: "other", message: HIDING }} onRetry={() => {}} />,
  ],
  [
    "who paused a schedule",
    <ScheduleRow key="1" schedule={{ ...schedule, pausedBy: by } as ScheduleView} title="Report" mayPause={false} />,
  ],
])("%s hides nothing", (_, part) => {
  const shown = html(part);
  expect(shown).toContain("U+202E");
  expect(countHidden(shown, 1)).toBe(0);
});
