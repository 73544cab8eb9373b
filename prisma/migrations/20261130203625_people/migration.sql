-- AlterTable
ALTER TABLE "runs" ADD COLUMN     "people" JSONB NOT NULL DEFAULT '{}';

-- AlterTable
ALTER TABLE "reviews" ADD COLUMN     "people" JSONB;

-- By hand

-- Who decided where, in families that are still under way: at the latest visit of each step, and up to the steps whose
-- branches they decided in.
WITH RECURSIVE decided AS (
  SELECT v."run_id", v."seq", v."step_name", v."decision" #>> '{by,id}' AS "person"
  FROM "reviews" v JOIN "runs" r ON r."id" = v."root_run_id"
  WHERE v."status" = 'decided' AND v."decision" #>> '{by,kind}' = 'person' AND r."status" IN ('running', 'waiting', 'failed')
), climbing AS (
  SELECT r."parent_id" AS "run_id", r."parent_seq" AS "seq", d."person"
  FROM decided d JOIN "runs" r ON r."id" = d."run_id" WHERE r."parent_id" IS NOT NULL
  UNION
  SELECT r."parent_id", r."parent_seq", c."person"
  FROM climbing c JOIN "runs" r ON r."id" = c."run_id" WHERE r."parent_id" IS NOT NULL
), placed AS (
  SELECT * FROM decided
  UNION ALL
  SELECT c."run_id", c."seq", s."step_name", c."person"
  FROM climbing c CROSS JOIN LATERAL (
    SELECT e."step_name" FROM "step_executions" e WHERE e."run_id" = c."run_id" AND e."seq" = c."seq") s
), latest AS (
  SELECT *, max("seq") OVER (PARTITION BY "run_id", "step_name") AS "last" FROM placed
), listed AS (
  SELECT "run_id", "step_name", jsonb_agg(DISTINCT "person") AS "people"
  FROM latest WHERE "seq" = "last" GROUP BY "run_id", "step_name"
), deciders AS (
  SELECT "run_id", jsonb_object_agg("step_name", "people") AS "by_step" FROM listed GROUP BY "run_id"
)
UPDATE "runs" r SET "people" = jsonb_build_object('deciders', d."by_step") FROM deciders d WHERE r."id" = d."run_id";

-- Whoever started the run that one was forked from.
UPDATE "runs" r SET "people" = r."people" || jsonb_build_object('starters', jsonb_build_array(s."started_by" ->> 'id'))
FROM "runs" s
WHERE r."forked_from" IS NOT NULL AND s."id" = (r."forked_from" ->> 'runId')::uuid AND s."started_by" ->> 'kind' = 'person';
