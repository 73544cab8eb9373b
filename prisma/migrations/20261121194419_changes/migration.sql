-- AlterTable
ALTER TABLE "runs" ADD COLUMN     "visit" JSONB;

-- CreateTable
CREATE TABLE "changes" (
    "run_id" UUID NOT NULL,
    "event_seq" INTEGER NOT NULL,
    "workspace_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "events" JSONB NOT NULL,
    "visits" JSONB NOT NULL,

    CONSTRAINT "changes_pkey" PRIMARY KEY ("run_id","event_seq")
);

-- By hand

-- What there is becomes one change for each event; a visit that was left goes with the first event after its end, and
-- the last visit of a run into its row.
CREATE TEMPORARY TABLE "old_visits" ON COMMIT DROP AS
WITH RECURSIVE "chains" ("run_id", "seq", "repeats", "next") AS (
  SELECT "run_id", "seq", '[]'::jsonb, "retry_of" FROM "step_executions"
  UNION ALL
  SELECT c."run_id", c."seq", jsonb_build_array(c."next") || c."repeats", s."retry_of"
  FROM "chains" c JOIN "step_executions" s ON s."run_id" = c."run_id" AND s."seq" = c."next"
)
SELECT s."run_id", s."seq", s."seq" = max(s."seq") OVER (PARTITION BY s."run_id") AS "is_last",
  coalesce(
    (SELECT min(e."seq") FROM "events" e WHERE e."run_id" = s."run_id" AND e."at" >= coalesce(s."ended_at", s."started_at")),
    (SELECT max(e."seq") FROM "events" e WHERE e."run_id" = s."run_id")
  ) AS "event_seq",
  jsonb_build_object(
    'seq', s."seq", 'stepIndex', s."step_index", 'stepName', s."step_name", 'kind', s."kind", 'visit', s."visit",
    'attempt', s."attempt", 'status', s."status", 'draftRevision', s."draft_revision", 'repeats', c."repeats",
    'baseData', s."base_data",
    'startedAt', to_char(s."started_at" AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
    'endedAt', to_char(s."ended_at" AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
    'model', s."model", 'tokensIn', s."tokens_in", 'tokensOut', s."tokens_out",
    'input', s."input", 'output', s."output", 'error', s."error"
  ) AS "visit"
FROM "step_executions" s JOIN "chains" c ON c."run_id" = s."run_id" AND c."seq" = s."seq" AND c."next" IS NULL;

UPDATE "runs" r SET "visit" = v."visit" FROM "old_visits" v WHERE v."run_id" = r."id" AND v."is_last";

INSERT INTO "changes" ("run_id", "event_seq", "workspace_id", "at", "events", "visits")
SELECT e."run_id", e."seq", e."workspace_id", e."at",
  jsonb_build_array(jsonb_build_object('seq', e."seq", 'type', e."type", 'actor', e."actor", 'data', e."data")),
  coalesce(v."visits", '[]')
FROM "events" e LEFT JOIN (
  SELECT "run_id", "event_seq", jsonb_agg("visit" ORDER BY "seq") AS "visits"
  FROM "old_visits" WHERE NOT "is_last" GROUP BY "run_id", "event_seq"
) v ON v."run_id" = e."run_id" AND v."event_seq" = e."seq";

-- Every index is written to by every change that moves its columns: these no longer hold what they are never asked for.
DROP INDEX "runs_door_idx";
CREATE INDEX "runs_door_idx" ON "runs" ("workspace_id", "door", ("started_by" ->> 'id'), "created_at" DESC, "id" DESC)
  WHERE "door" IS NOT NULL;
DROP INDEX "runs_wake_at_waiting_idx";
CREATE INDEX "runs_wake_at_waiting_idx" ON "runs" (least("wake_at", "expires_at"))
  WHERE "status" = 'waiting' AND least("wake_at", "expires_at") IS NOT NULL;
-- The open reviews of a run are those of its current visit, and "reviews_run_id_seq_key_key" finds them.
DROP INDEX "reviews_run_id_open_idx";
-- A run that goes on waiting is written beside where it was, and no index has to learn of it.
ALTER TABLE "runs" SET (fillfactor = 70);
