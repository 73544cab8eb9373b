-- AlterTable
ALTER TABLE "runs" ADD COLUMN     "models" JSONB NOT NULL DEFAULT '[]';

-- By hand

-- What wrote in the runs of before, and in their branches.
WITH RECURSIVE wrote AS (
  SELECT "run_id", "model" FROM "step_executions" WHERE "model" IS NOT NULL
  UNION
  SELECT r."parent_id", w."model" FROM wrote w JOIN "runs" r ON r."id" = w."run_id" WHERE r."parent_id" IS NOT NULL
)
UPDATE "runs" r SET "models" = w."models"
FROM (SELECT "run_id", jsonb_agg("model" ORDER BY "model") AS "models" FROM wrote GROUP BY "run_id") w
WHERE r."id" = w."run_id";
