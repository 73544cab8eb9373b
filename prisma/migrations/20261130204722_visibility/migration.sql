-- AlterTable
ALTER TABLE "reviews" ADD COLUMN     "visibility" TEXT;

-- AlterTable
ALTER TABLE "file_uses" ADD COLUMN     "review_id" UUID;

-- By hand

-- Who is or was asked in a family of runs that not everybody sees.
CREATE INDEX "reviews_root_run_id_private_idx" ON "reviews" ("root_run_id") WHERE "visibility" IS NOT NULL;

ALTER TABLE "runs" ADD CONSTRAINT "runs_visibility_check"
  CHECK (coalesce("people" ->> 'visibility', 'participants') = 'participants');
ALTER TABLE "reviews" ADD CONSTRAINT "reviews_visibility_check" CHECK ("visibility" = 'participants');

-- What people said in a chat is theirs, also what they said before.
UPDATE "runs" r SET "people" = r."people" || '{"visibility": "participants"}'
FROM "runs" root
WHERE root."id" = r."root_id" AND (root."thread_id" IS NOT NULL OR root."workflow" = 'orchestrate');

-- An escalation hides what it is about, and what came of it: a curtain (lib/engine/curtains.ts) falls at its first visit.
UPDATE "runs" r SET "people" = r."people" || jsonb_build_object('curtains', jsonb_build_array(jsonb_build_object(
  'seq', v."seq", 'event', v."event", 'draft', v."draft", 'asked', jsonb_build_array('role admin'), 'visits', v."visits")))
FROM (
  SELECT first."run_id", first."seq",
    coalesce((SELECT min(e."seq") - 1 FROM "events" e WHERE e."run_id" = first."run_id" AND e."type" = 'review.opened'
      AND (e."data" ->> 'seq')::int = first."seq"), 0) AS "event",
    coalesce((SELECT max(d."revision") FROM "drafts" d WHERE d."run_id" = first."run_id" AND d."seq" < first."seq"), 0) AS "draft",
    coalesce((SELECT jsonb_object_agg(s."step_name", s."count") FROM (
      SELECT "step_name", count(*)::int AS "count" FROM "step_executions" x
      WHERE x."run_id" = first."run_id" AND x."seq" < first."seq" GROUP BY 1) s), '{}') AS "visits"
  FROM (SELECT "run_id", min("seq") AS "seq" FROM "reviews"
    WHERE "workflow" = 'support-triage' AND "step_name" = 'escalated' GROUP BY 1) first
) v
WHERE r."id" = v."run_id";

-- A run that was begun behind it is behind it from its start.
UPDATE "runs" r SET "people" = r."people" || jsonb_build_object('curtains', jsonb_build_array(jsonb_build_object(
  'seq', 0, 'event', 0, 'draft', 0, 'asked', jsonb_build_array('role admin'), 'visits', '{}'::jsonb)))
FROM "runs" old
WHERE r."forked_from" IS NOT NULL AND old."id" = (r."forked_from" ->> 'runId')::uuid
  AND (old."people" #>> '{curtains,0,seq}')::int < (r."forked_from" ->> 'seq')::int;

UPDATE "reviews" v SET "visibility" = 'participants'
FROM "runs" r
WHERE r."id" = v."run_id" AND (r."people" ? 'visibility' OR (r."people" #>> '{curtains,0,seq}')::int <= v."seq");

-- What is private and asked nobody in particular asks those who see it.
UPDATE "reviews" v SET
  "assignee_kind" = CASE WHEN r."people" ? 'visibility' AND r."started_by" ->> 'kind' = 'person' THEN 'person' ELSE 'role' END,
  "assignee_id" = CASE WHEN r."people" ? 'visibility' AND r."started_by" ->> 'kind' = 'person' THEN r."started_by" ->> 'id' ELSE 'admin' END
FROM "runs" r
WHERE r."id" = v."run_id" AND v."visibility" IS NOT NULL AND v."status" = 'open' AND v."assignee_kind" IS NULL;
