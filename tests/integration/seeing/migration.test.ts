import { v7 as newId } from "uuid";
import { expect, it } from "vitest";
import { migrate } from "@/lib/store/database/migrate";
import { readMigrations } from "@/lib/store/database/migration-files";
import { createOldDatabase, withClient } from "../../support/postgres";

const WORKSPACE = newId();
const ana = { kind: "person", id: "ana", name: "Ana" };

it("T9: chats and escalations of before are private from then on", async () => {
  const names = (await readMigrations()).map(({ name }) => name);
  const old = await createOldDatabase(names[names.findIndex((name) => name.endsWith("_visibility")) - 1]);
  const [turn, branch, late, fork, other] = [newId(), newId(), newId(), newId(), newId()];
  try {
    await withClient(old.url, async (client) => {
      const run = (id: string, workflow: string, more: { root?: string; thread?: string; from?: object } = {}) =>
        client.query(
          `insert into runs (id, workspace_id, workflow, version, status, revision, seq, attempt, takeovers, event_seq,
            draft_revision, lease_epoch, root_id, thread_id, turn, forked_from, started_by, input, data, visits)
          values ($1, $2, $3, '1', 'waiting', 1, 4, 1, 0, 3, 0, 0, $4, $5, 1, $6, $7, '{}', '{}', '{}')`,
          [id, WORKSPACE, workflow, more.root ?? id, more.thread ?? null, more.from ?? null, ana],
        );
      const review = (id: string, workflow: string, seq: number, step: string, kind: string | null, status = "open") =>
        client.query(
          `insert into reviews (id, workspace_id, run_id, root_run_id, workflow, seq, key, step_index, step_name, visit, status,
            title, description, form, assignee_kind, assignee_id)
          values ($1, $2, $3, $3, $4, $5, $6, 1, $6, 1, $7, '', '', '{}', $8, $9)`,
          [newId(), WORKSPACE, id, workflow, seq, step, status, kind, kind && "admin"],
        );
      await run(turn, "talk", { thread: newId() });
      await run(branch, "talk/each/item", { root: turn });
      await run(late, "support-triage");
      await run(fork, "support-triage", { from: { runId: late, seq: 4 } });
      await run(other, "support-triage");
      await review(turn, "talk", 1, "ask", null);
      await review(late, "support-triage", 1, "answer", null, "expired");
      await review(late, "support-triage", 2, "escalated", "role", "decided");
      await review(late, "support-triage", 4, "answer", null);
      await review(other, "support-triage", 1, "answer", null);
      await client.query(
        "insert into drafts (run_id, workspace_id, revision, seq, format, by, content) values ($1, $2, 1, 0, '', '{}', ''), ($1, $2, 2, 3, '', '{}', '')",
        [late, WORKSPACE],
      );
      await client.query(
        "insert into changes (run_id, event_seq, workspace_id, events, visits) values ($1, 3, $2, $3, $4)",
        [
          late,
          WORKSPACE,
          JSON.stringify([
            { seq: 1, type: "run.started", data: {} },
            { seq: 2, type: "review.expired", data: { seq: 1 } },
            { seq: 3, type: "review.opened", data: { seq: 2 } },
          ]),
          JSON.stringify([
            { seq: 1, stepName: "answer", status: "completed" },
            { seq: 2, stepName: "escalated", status: "completed" },
          ]),
        ],
      );
    });
    await migrate(old.url);
    await withClient(old.url, async (client) => {
      const { rows } = await client.query("select id, people from runs");
      const peopleOf = (id: string) => rows.find((row) => row.id === id)?.people;
      const asked = ["role admin"];
      expect([turn, branch, other].map(peopleOf)).toEqual([
        { visibility: "participants" },
        { visibility: "participants" },
        {},
      ]);
      expect(peopleOf(late)).toEqual({ curtains: [{ seq: 2, event: 2, draft: 1, asked, visits: { answer: 1 } }] });
      expect(peopleOf(fork)).toEqual({ curtains: [{ seq: 0, event: 0, draft: 0, asked, visits: {} }] });
      const reviews = await client.query(
        "select run_id, seq, visibility, assignee_kind || ' ' || assignee_id as asked from reviews order by run_id, seq",
      );
      const of = (id: string) =>
        reviews.rows.filter((row) => row.run_id === id).map(({ seq, visibility, asked }) => [seq, visibility, asked]);
      expect(of(turn)).toEqual([[1, "participants", "person ana"]]);
      expect(of(late)).toEqual([
        [1, null, null],
        [2, "participants", "role admin"],
        [4, "participants", "role admin"],
      ]);
      expect(of(other)).toEqual([[1, null, null]]);
    });
  } finally {
    await old.drop();
  }
});
