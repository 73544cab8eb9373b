-- DropTable
DROP TABLE "step_executions";

-- DropTable
DROP TABLE "events";

-- By hand

-- For whoever reads the history by SQL.
CREATE VIEW "events" AS
SELECT c."run_id", (e.value ->> 'seq')::integer AS "seq", c."workspace_id", e.value ->> 'type' AS "type",
  e.value -> 'actor' AS "actor", e.value -> 'data' AS "data", c."at"
FROM "changes" c CROSS JOIN LATERAL jsonb_array_elements(c."events") e;

CREATE VIEW "step_executions" AS
SELECT v."run_id", (v."visit" ->> 'seq')::integer AS "seq", v."workspace_id",
  (v."visit" ->> 'stepIndex')::integer AS "step_index", v."visit" ->> 'stepName' AS "step_name",
  v."visit" ->> 'kind' AS "kind", (v."visit" ->> 'visit')::integer AS "visit",
  (v."visit" ->> 'attempt')::integer AS "attempt", v."visit" ->> 'status' AS "status",
  (v."visit" ->> 'draftRevision')::integer AS "draft_revision", coalesce(v."visit" -> 'repeats', '[]') AS "repeats",
  nullif(v."visit" -> 'baseData', 'null') AS "base_data", (v."visit" ->> 'startedAt')::timestamptz AS "started_at",
  (v."visit" ->> 'endedAt')::timestamptz AS "ended_at", v."visit" ->> 'model' AS "model",
  (v."visit" ->> 'tokensIn')::integer AS "tokens_in", (v."visit" ->> 'tokensOut')::integer AS "tokens_out",
  v."visit" -> 'input' AS "input",
  -- An output that is a draft is kept once, as that draft: lib/store/draft-text.ts.
  CASE WHEN jsonb_typeof(v."visit" -> 'output') = 'object' AND v."visit" -> 'output' ? '$draft' THEN
    coalesce(v."visit" #> '{output,value}', (SELECT to_jsonb(d."content") FROM "drafts" d
      WHERE d."run_id" = v."run_id" AND d."revision" = (v."visit" #>> '{output,$draft}')::integer))
  ELSE v."visit" -> 'output' END AS "output", nullif(v."visit" -> 'error', 'null') AS "error"
FROM (
  SELECT c."run_id", c."workspace_id", l.value AS "visit" FROM "changes" c CROSS JOIN LATERAL jsonb_array_elements(c."visits") l
  UNION ALL
  SELECT r."id", r."workspace_id", r."visit" FROM "runs" r WHERE r."visit" IS NOT NULL
) v;
